import type { ToolId } from '../editor/ports.ts';
import { stepBrush } from '../lib/brush-scale.ts';
import { services } from './services.ts';

/** The key of every tool; tools that share one take turns. */
export const TOOL_KEYS: Readonly<Record<ToolId, string>> = {
  hand: 'H',
  zoom: 'Z',
  brush: 'B',
  eraser: 'E',
  rectangle: 'M',
  ellipse: 'M',
  lasso: 'L',
  polygon: 'L',
  wand: 'W',
  clone: 'S',
  heal: 'J',
  extend: 'C',
};

const HARDNESS_STEP = 0.25;
/** A second digit within this time makes the first one the tens. */
const SECOND_DIGIT_MS = 600;

/** Takes the tool of a key in hand, or the next one of that key when one of them is in hand already. */
export function pickByKey(key: string): void {
  const { editor } = services();
  const tools = (Object.keys(TOOL_KEYS) as ToolId[]).filter((id) => TOOL_KEYS[id] === key);
  const next = tools[(tools.indexOf(editor.getState().tool) + 1) % tools.length];
  if (next) editor.setTool(next);
}

export function stepSize(direction: -1 | 1): void {
  const { editor } = services();
  editor.setBrush({ size: stepBrush(editor.getState().brush.size, direction) });
}

export function stepHardness(direction: -1 | 1): void {
  const { editor } = services();
  editor.setBrush({ hardness: editor.getState().brush.hardness + direction * HARDNESS_STEP });
}

/** Add becomes subtract, anything else becomes add. */
export function swapMode(): void {
  const { editor } = services();
  editor.setOptions({ mode: editor.getState().options.mode === 'add' ? 'subtract' : 'add' });
}

let firstDigit = { digit: 0, atMs: Number.NEGATIVE_INFINITY };

/** Opacity by digits: 4 is 40 %, 4 and 5 in quick succession 45 %, 0 is 100 %. */
export function typeOpacity(digit: number, atMs: number): void {
  const isSecond = atMs - firstDigit.atMs <= SECOND_DIGIT_MS;
  const percent = isSecond ? 10 * firstDigit.digit + digit : 10 * digit;
  firstDigit = { digit, atMs: isSecond ? Number.NEGATIVE_INFINITY : atMs };
  services().editor.setBrush({ opacity: (percent || (isSecond ? 1 : 100)) / 100 });
}
