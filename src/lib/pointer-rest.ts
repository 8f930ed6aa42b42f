let isPressed = false;
let waiting: (() => void)[] = [];

/** Starts to notice whether a pointer is pressed anywhere on the page; once is enough. */
export function watchPointers(page: EventTarget): void {
  const options = { capture: true };
  page.addEventListener(
    'pointerdown',
    () => {
      isPressed = true;
    },
    options,
  );
  for (const type of ['pointerup', 'pointercancel']) {
    page.addEventListener(
      type,
      () => {
        isPressed = false;
        for (const go of waiting) go();
        waiting = [];
      },
      options,
    );
  }
}

/** Resolves as soon as no pointer is pressed: work that would take the processor from a stroke begins after it. */
export function pointerRest(): Promise<void> {
  return new Promise((go) => (isPressed ? waiting.push(go) : go()));
}
