import type { MaskMode } from './options.ts';
import type { ToolEvent } from './tool.ts';

/** How a shape is held while it is drawn. */
export interface Constraints {
  /** Both sides equal: a square, a circle. */
  readonly equal: boolean;
  /** The first point is the centre. */
  readonly fromCentre: boolean;
}

/**
 * Shift and Alt as editors of photographs read them. Held when the pointer goes down they choose the mode: Shift adds, Alt
 * subtracts, both intersect. A key that chose another mode than the one set means nothing more until it is released;
 * every other press of a key constrains the shape: Shift to equal sides, Alt to grow from the centre.
 */
export class Modifiers {
  readonly mode: MaskMode;
  private shiftSpent: boolean;
  private altSpent: boolean;

  constructor(start: ToolEvent, set: MaskMode) {
    this.mode = modeOf(start) ?? set;
    this.shiftSpent = start.shift && this.mode !== set;
    this.altSpent = start.alt && this.mode !== set;
  }

  read(event: ToolEvent): Constraints {
    this.shiftSpent &&= event.shift;
    this.altSpent &&= event.alt;
    return { equal: event.shift && !this.shiftSpent, fromCentre: event.alt && !this.altSpent };
  }
}

function modeOf({ shift, alt }: ToolEvent): MaskMode | null {
  if (alt) return shift ? 'intersect' : 'subtract';
  return shift ? 'add' : null;
}
