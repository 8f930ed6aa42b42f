/** Less than this is the browser's own bars coming and going, in CSS pixels. */
const KEYBOARD_MIN = 120;

/**
 * Where the keyboard lies over the page instead of making it smaller (iOS), the page is made as high as what is left to
 * see, so that Fill stays above the keyboard. Call once, at start.
 */
export function followVisibleHeight(): void {
  const visible = window.visualViewport;
  if (!visible) return;
  const { style } = document.documentElement;
  const follow = () => {
    const height = visible.height * visible.scale;
    if (innerHeight - height < KEYBOARD_MIN) style.removeProperty('--visible-height');
    else {
      style.setProperty('--visible-height', `${Math.round(height)}px`);
      // The browser has scrolled the field into sight by itself: in the smaller page it is in sight anyway.
      scrollTo(0, 0);
    }
  };
  visible.addEventListener('resize', follow);
  follow();
}
