import { type ByteSource, pieces } from '../shared/bytes.ts';

/** The bytes of a file as a stream that ends for certain: see `pieces`. */
export function steadyStream(source: ByteSource): ReadableStream<Uint8Array<ArrayBuffer>> {
  const coming = pieces(source);
  return new ReadableStream({
    async pull(controller) {
      const { value } = await coming.next();
      if (value) controller.enqueue(value);
      else controller.close();
    },
    async cancel() {
      await coming.return();
    },
  });
}
