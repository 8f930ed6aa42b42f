/** Bytes read at a time: the runtime asks for one tensor after another, the largest of hundreds of megabytes. */
const PIECE = 8e6;

/**
 * A blob whose stream is read in pieces with `arrayBuffer`. The runtime reads weights through `slice().stream()` while
 * nothing but the pending read holds the stream; in Chromium 156 such a read now and then never ended (2 of 12 runs of
 * e2e/layouts.spec.ts on two busy cores), and the model was loading for ever.
 */
export class SteadyBlob extends Blob {
  readonly #source: Blob;

  constructor(source: Blob) {
    super([source]);
    this.#source = source;
  }

  override slice(start?: number, end?: number, type?: string): Blob {
    return new SteadyBlob(this.#source.slice(start, end, type));
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    const source = this.#source;
    let at = 0;
    return new ReadableStream({
      async pull(controller) {
        const piece = await source.slice(at, at + PIECE).arrayBuffer();
        at += piece.byteLength;
        if (piece.byteLength > 0) controller.enqueue(new Uint8Array(piece));
        if (at >= source.size) controller.close();
      },
    });
  }
}
