import { pieces } from '../../shared/bytes.ts';

/** A blob whose stream ends for certain: the runtime reads weights through `slice().stream()`. See `pieces`. */
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
    return new ReadableStream({
      async pull(controller) {
        const { value } = await coming.next();
        if (value) controller.enqueue(value);
        else controller.close();
      },
    });
  }
}
