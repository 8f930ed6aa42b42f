import type { Gesture, Sample, Tool, ToolContext, ToolEvent } from './tool.ts';

/** One step of a gesture, from whatever device; points are in canvas coordinates. */
export type ToolAction =
  | { readonly type: 'down' | 'move' | 'up'; readonly event: ToolEvent; readonly with?: Tool }
  | { readonly type: 'cancel' };

export interface GestureHost {
  /** The tool in hand. */
  tool(): Tool;
  /** What it works on; null when nothing is open. */
  context(): ToolContext | null;
  /** A point of the canvas in source coordinates. */
  toSource(point: Sample): Sample;
}

/** Runs at most one gesture at a time; the tool that began it also ends it. */
export class GestureRunner {
  private gesture: Gesture | null = null;

  constructor(private readonly host: GestureHost) {}

  dispatch(action: ToolAction): void {
    switch (action.type) {
      case 'down': {
        this.cancel();
        const context = this.host.context();
        if (context)
          this.gesture = (action.with ?? this.host.tool()).begin(this.placed(action.event), context);
        return;
      }
      case 'move':
        this.gesture?.move(this.placed(action.event));
        return;
      case 'up': {
        const { gesture } = this;
        this.gesture = null;
        gesture?.complete(this.placed(action.event));
        return;
      }
      case 'cancel':
        this.cancel();
        return;
    }
  }

  /** Cancels the gesture in progress; false when there is none. */
  cancel(): boolean {
    const { gesture } = this;
    this.gesture = null;
    gesture?.cancel();
    return gesture !== null;
  }

  private placed(event: ToolEvent): ToolEvent {
    return { ...event, samples: event.samples.map((sample) => this.host.toSource(sample)) };
  }
}
