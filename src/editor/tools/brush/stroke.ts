import type { MaskDraft } from '../../mask/mask-layer.ts';
import { type PaintMode, paintTapered } from '../../mask/paint-line.ts';
import { type Gesture, latest, type Sample, type ToolContext, type ToolEvent } from '../tool.ts';
import { dabAt } from './dab.ts';
import { Way } from './way.ts';

/** A stroke: every sample is joined to the one before it; one undo entry when the pointer lifts. */
export function beginStroke(start: ToolEvent, context: ToolContext, mode: PaintMode): Gesture {
  const mark = context.mark();
  const stroke = new Stroke(start, context, mode);
  context.draw((mask) => stroke.begin(mask, start));
  return {
    move: (event) => context.draw((mask) => stroke.extend(mask, event)),
    complete(event) {
      context.draw((mask) => stroke.end(mask, event));
      context.commit();
      context.lastPoint = stroke.at;
    },
    cancel: () => context.bailTo(mark),
  };
}

/** The line of a brush through some mask: of the document, or of what a retouching stroke covers. */
export class Stroke {
  private last: Sample;
  private readonly way: Way;

  constructor(
    start: ToolEvent,
    private readonly context: Pick<ToolContext, 'brush' | 'zoom' | 'lastPoint'>,
    private readonly mode: PaintMode,
  ) {
    this.last = start.samples[0] ?? latest(start);
    this.way = new Way(this.last, context.zoom);
  }

  /** Where the brush is. */
  get at(): Sample {
    return this.last;
  }

  /** The first dab; with Shift a straight line from where the last stroke has ended. */
  begin(mask: MaskDraft, start: ToolEvent): void {
    const { lastPoint } = this.context;
    const from = start.shift && lastPoint ? { ...this.last, ...lastPoint } : this.last;
    this.line(mask, from, this.last, false);
  }

  extend(mask: MaskDraft, event: ToolEvent): void {
    for (const sample of this.way.follow(event)) this.line(mask, this.last, sample, true);
  }

  /** The pointer lifts: where it is, unless that is known already. */
  end(mask: MaskDraft, event: ToolEvent): void {
    const end = latest(event);
    // a pen that leaves the tablet has no pressure any more
    const lifted = { ...event, samples: [{ ...end, pressure: this.last.pressure }] };
    if (end.x !== this.last.x || end.y !== this.last.y) this.extend(mask, lifted);
  }

  private line(mask: MaskDraft, from: Sample, to: Sample, goesOn: boolean): void {
    const { brush } = this.context;
    const [start, end] = [dabAt(brush, from.pressure), dabAt(brush, to.pressure)];
    paintTapered(mask, from, to, start, end, this.mode, goesOn);
    this.last = to;
  }
}
