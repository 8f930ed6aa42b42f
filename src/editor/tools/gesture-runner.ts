import type { Gesture, Sample, Tool, ToolContext, ToolCursor, ToolEvent } from './tool.ts';

/** One step of a gesture, from whatever device; points are in canvas coordinates. */
export type ToolAction =
  | { readonly type: 'down' | 'move' | 'up'; readonly event: ToolEvent; readonly with?: Tool }
  /** `drop` takes back the press in progress alone, `cancel` the whole gesture. */
  | { readonly type: 'cancel' | 'drop' }
  /** For gestures of several presses: `finish` ends one, `back` takes back its last press. */
  | { readonly type: 'finish' | 'back' };

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

  /** True while a gesture waits for its next press. */
  get isOpen(): boolean {
    return this.gesture?.presses !== undefined;
  }

  get isBusy(): boolean {
    return this.gesture !== null;
  }

  dispatch(action: ToolAction): void {
    switch (action.type) {
      case 'down':
        this.down(this.placed(action.event), action.with);
        return;
      case 'move':
        this.gesture?.move(this.placed(action.event));
        return;
      case 'up':
        this.up(this.placed(action.event));
        return;
      case 'drop':
        if (this.gesture?.presses) this.gesture.presses.drop();
        else this.cancel();
        return;
      case 'cancel':
        this.cancel();
        return;
      case 'finish': {
        const presses = this.gesture?.presses;
        if (!presses) return;
        this.gesture = null;
        presses.finish();
        return;
      }
      case 'back':
        this.back();
        return;
    }
  }

  /** The cursor that the gesture in progress asks for. */
  get cursor(): ToolCursor | null {
    return this.gesture?.cursor ?? null;
  }

  /** Cancels the gesture in progress; false when there is none. */
  cancel(): boolean {
    const { gesture } = this;
    this.gesture = null;
    gesture?.cancel();
    return gesture !== null;
  }

  /** Takes back the last press of the gesture in progress, or the whole gesture; false when there is none. */
  back(): boolean {
    if (this.gesture?.presses?.back()) return true;
    return this.cancel();
  }

  private down(event: ToolEvent, instead: Tool | undefined): void {
    if (this.gesture?.presses) {
      this.gesture.presses.press(event);
      return;
    }
    this.cancel();
    const context = this.host.context();
    if (context) this.gesture = (instead ?? this.host.tool()).begin(event, context);
  }

  private up(event: ToolEvent): void {
    const { gesture } = this;
    if (!gesture) return;
    if (gesture.presses) {
      if (gesture.presses.lift(event) && this.gesture === gesture) this.gesture = null;
      return;
    }
    this.gesture = null;
    gesture.complete(event);
  }

  private placed(event: ToolEvent): ToolEvent {
    return { ...event, samples: event.samples.map((sample) => this.host.toSource(sample)) };
  }
}
