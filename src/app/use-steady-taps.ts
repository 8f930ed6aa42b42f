import { type RefObject, useEffect } from 'react';
import { typesText } from '../lib/shortcuts.ts';

/**
 * On a touch screen the page has another layout while something is typed. A tap on a control of `panel` must not end that
 * halfway: the control would have moved away before the tap is complete. Once it is, the keyboard may go.
 */
export function useSteadyTaps(panel: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    let kept = false;
    const keepFocus = (event: MouseEvent) => {
      kept = isTyping() && isControl(event.target);
      if (kept) event.preventDefault();
    };
    // Only after a press that kept the focus: the first tap on a text field moves the page too, and must keep it.
    const giveFocusUp = () => {
      if (kept) (document.activeElement as HTMLElement).blur();
      kept = false;
    };
    panel.current?.addEventListener('mousedown', keepFocus, { signal });
    panel.current?.addEventListener('click', giveFocusUp, { signal });
    return () => stop.abort();
  }, [panel]);
}

function isControl(target: EventTarget | null): boolean {
  const onControl = target instanceof Element && target.closest('button, label, summary, [role]') !== null;
  return onControl && !typesText(target);
}

function isTyping(): boolean {
  return matchMedia('(pointer: coarse)').matches && typesText(document.activeElement);
}
