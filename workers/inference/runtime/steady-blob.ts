import { pieces } from '../../shared/bytes.ts';

/**
 * A blob whose stream ends for certain: the runtime reads weights through `slice().stream()`. See `pieces`.
 *
 * The runtime brings one small buffer of its own for the whole model ("bring your own buffer"). Each piece is copied into
 * it and its memory given back at once: left to the collector, the pieces of large weights were most of what the worker
 * held while a model loaded.
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
    const coming = pieces(this.#source);
    let piece = new Uint8Array();
    return new ReadableStream({
      type: 'bytes',
      async pull(controller) {
        if (piece.length === 0) piece = (await coming.next()).value ?? piece;
        const request = controller.byobRequest;
        if (piece.length === 0) {
          controller.close();
          request?.respond(0);
        } else if (request?.view) {
          const { buffer, byteOffset, byteLength } = request.view;
          const length = Math.min(byteLength, piece.length);
          new Uint8Array(buffer, byteOffset).set(piece.subarray(0, length));
          piece = piece.subarray(length);
          if (piece.length === 0) release(piece.buffer);
          request.respond(length);
        } else {
          controller.enqueue(piece);
          piece = new Uint8Array();
        }
      },
    });
  }
}

/** Gives a buffer's memory back now. Every browser that runs the build which streams weights can; Node 20 cannot. */
function release(buffer: ArrayBuffer & { transfer?(length: number): unknown }): void {
  buffer.transfer?.(0);
}
