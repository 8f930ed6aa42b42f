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
    panel.current?.addEventListener('mousedown', keepFocus, { signal });
    panel.current?.addEventListener('click', giveFocusUp, { signal });
    return () => stop.abort();
  }, [panel]);
}

function keepFocus(event: MouseEvent): void {
  const onControl = event.target instanceof Element && event.target.closest('button, label, summary, [role]');
  if (onControl && isTyping() && !typesText(event.target)) event.preventDefault();
}

function giveFocusUp(event: MouseEvent): void {
  if (isTyping() && !typesText(event.target)) (document.activeElement as HTMLElement).blur();
}

function isTyping(): boolean {
  return matchMedia('(pointer: coarse)').matches && typesText(document.activeElement);
}
