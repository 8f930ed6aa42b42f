import { type KeyboardEvent, type PointerEvent, useRef } from 'react';

/** A press shorter than this is a tap; a longer one was a look. */
const TAP_MS = 300;

/**
 * Handlers of a button that shows something for as long as it is held, by pointer or by key, and does something else when
 * it is pressed briefly.
 *
 * @param look called with true when a press begins and with false when it ends
 * @param tap called after that where the press was a short one
 */
export function useHoldOrTap(look: (on: boolean) => void, tap: () => void) {
  const since = useRef<number | null>(null);
  const press = () => {
    if (since.current !== null) return;
    since.current = performance.now();
    look(true);
  };
  const letGo = () => {
    if (since.current === null) return;
    since.current = null;
    look(false);
  };
  const lift = () => {
    if (since.current === null) return;
    const isTap = performance.now() - since.current < TAP_MS;
    letGo();
    if (isTap) tap();
  };
  const isPress = ({ key }: KeyboardEvent) => key === ' ' || key === 'Enter';
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      press();
    },
    onPointerUp: lift,
    onPointerCancel: letGo,
    onKeyDown: (event: KeyboardEvent) => isPress(event) && press(),
    onKeyUp: (event: KeyboardEvent) => isPress(event) && lift(),
    onBlur: letGo,
    // A long touch is no wish for a menu.
    onContextMenu: (event: { preventDefault(): void }) => event.preventDefault(),
  };
}
