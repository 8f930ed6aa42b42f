import type { Point } from '../../mask/capsule.ts';
import type { Sample, ToolEvent } from '../tool.ts';

/** So far, in CSS pixels, a stroke has to go before Shift decides whether it runs across or down. */
const DECIDE_PX = 4;

/**
 * The way of a stroke. With Shift it keeps to a straight line across or down, from where Shift was pressed; without it
 * follows the pointer.
 */
export class Way {
  private held: { readonly from: Point; along: 'x' | 'y' | null } | null = null;

  constructor(
    private last: Sample,
    private readonly zoom: number,
  ) {}

  /** The samples of an event, where the stroke goes. */
  *follow(event: ToolEvent): Generator<Sample> {
    if (!event.shift) this.held = null;
    else this.held ??= { from: this.last, along: null };
    for (const sample of event.samples) {
      const next = this.held ? this.straight(sample, this.held) : sample;
      if (!next) continue;
      this.last = next;
      yield next;
    }
  }

  private straight(sample: Sample, held: { readonly from: Point; along: 'x' | 'y' | null }): Sample | null {
    const dx = Math.abs(sample.x - held.from.x);
    const dy = Math.abs(sample.y - held.from.y);
    if (!held.along && Math.max(dx, dy) * this.zoom < DECIDE_PX) return null;
    held.along ??= dx >= dy ? 'x' : 'y';
    return held.along === 'x' ? { ...sample, y: held.from.y } : { ...sample, x: held.from.x };
  }
}
