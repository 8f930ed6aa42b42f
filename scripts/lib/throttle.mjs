import { Transform } from 'node:stream';

/**
 * A line of limited speed that all streams through it share, first come, first served.
 *
 * @param {number} bytesPerSecond
 * @returns {() => Transform} a new stream on the line
 */
export function sharedLine(bytesPerSecond) {
  let free = 0;
  return () =>
    new Transform({
      transform(chunk, _encoding, done) {
        const now = performance.now();
        free = Math.max(free, now) + (chunk.length / bytesPerSecond) * 1000;
        setTimeout(() => done(null, chunk), free - now);
      },
    });
}
