import type { Editor } from '../editor.ts';
import type { ToolEvent } from '../tools/tool.ts';

/** Drives the tool in hand in image points: `drive(editor).down(0, 0).move(9, 9).up()`. */
export interface Driver {
  down(x: number, y: number, how?: How): Driver;
  move(x: number, y: number, how?: How): Driver;
  /** Lifts where the pointer is. */
  up(how?: How): Driver;
  /** Down and up in one place. */
  click(x: number, y: number, how?: How): Driver;
  cancel(): Driver;
}

interface How {
  readonly shift?: boolean;
  readonly alt?: boolean;
  readonly pressure?: number;
  readonly ctrl?: boolean;
}

/** Makes a driver; the screen is taken to show the picture at 100 %, unmoved. */
export function drive(editor: Editor): Driver {
  let at = { x: 0, y: 0 };
  const event = (x: number, y: number, how: How): ToolEvent => {
    const { shift = false, alt = false, ctrl = false, pressure = 1 } = how;
    at = { x, y };
    return { samples: [{ x, y, pressure }], screen: at, device: 'mouse', shift, alt, ctrl };
  };
  const send = (type: 'down' | 'move' | 'up', x: number, y: number, how: How): Driver => {
    editor.dispatch({ type, event: event(x, y, how) });
    return driver;
  };
  const driver: Driver = {
    down: (x, y, how = {}) => send('down', x, y, how),
    move: (x, y, how = {}) => send('move', x, y, how),
    up: (how = {}) => send('up', at.x, at.y, how),
    click: (x, y, how = {}) => send('down', x, y, how).up(how),
    cancel() {
      editor.dispatch({ type: 'cancel' });
      return driver;
    },
  };
  return driver;
}
