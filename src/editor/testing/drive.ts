import type { Editor } from '../editor.ts';
import type { ToolEvent } from '../tools/tool.ts';

/** Drives the tool in hand in image points: `drive(editor).down(0, 0).move(9, 9).up()`. */
export interface Driver {
  down(x: number, y: number, keys?: Keys): Driver;
  move(x: number, y: number, keys?: Keys): Driver;
  /** Lifts where the pointer is. */
  up(keys?: Keys): Driver;
  cancel(): Driver;
}

interface Keys {
  readonly shift?: boolean;
  readonly alt?: boolean;
}

/** Makes a driver; the screen is taken to show the picture at 100 %, unmoved. */
export function drive(editor: Editor): Driver {
  let at = { x: 0, y: 0 };
  const event = (x: number, y: number, keys: Keys): ToolEvent => {
    at = { x, y };
    return {
      samples: [{ x, y, pressure: 1 }],
      screen: at,
      device: 'mouse',
      shift: keys.shift ?? false,
      alt: keys.alt ?? false,
    };
  };
  const driver: Driver = {
    down(x, y, keys = {}) {
      editor.dispatch({ type: 'down', event: event(x, y, keys) });
      return driver;
    },
    move(x, y, keys = {}) {
      editor.dispatch({ type: 'move', event: event(x, y, keys) });
      return driver;
    },
    up(keys = {}) {
      editor.dispatch({ type: 'up', event: event(at.x, at.y, keys) });
      return driver;
    },
    cancel() {
      editor.dispatch({ type: 'cancel' });
      return driver;
    },
  };
  return driver;
}
