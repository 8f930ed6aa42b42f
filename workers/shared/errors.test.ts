import { expect, it } from 'vitest';
import { toWireError } from './errors.ts';

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (thrown) {
    return thrown;
  }
}

it('knows an allocation that failed from a fault in the code', () => {
  const tooLarge = thrownBy(() => new Float32Array(2 ** 46));
  expect(toWireError(tooLarge).code).toBe('out-of-memory');
  expect(toWireError(thrownBy(() => new ArrayBuffer(2 ** 52))).code).toBe('out-of-memory');
  expect(toWireError(new RangeError('Array buffer allocation failed')).code).toBe('out-of-memory');
  expect(toWireError(thrownBy(() => new Float32Array(-1))).code).toBe('internal');
  expect(toWireError(thrownBy(() => (0).toFixed(-1))).code).toBe('internal');
});
