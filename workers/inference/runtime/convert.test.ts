import { describe, expect, it } from 'vitest';
import { toElements, toFloat32 } from './convert.ts';

describe('element types', () => {
  it.each([
    ['float32', [1.5, -2, 0]],
    ['float16', [1.5, -2, 0]],
    ['int32', [2, -2, 0]],
    ['int64', [2, -2, 0]],
    ['uint8', [2, 3, 0]],
    ['bool', [1, 1, 0]],
  ] as const)('%s goes there and back', (type, values) => {
    const there = toElements(Float32Array.from(values), type);
    expect([...toFloat32(there, type)]).toEqual([...values]);
  });

  it('writes float16 as bits', () => {
    expect(toElements(Float32Array.of(1, -2, 65504), 'float16')).toEqual(
      Uint16Array.of(0x3c00, 0xc000, 0x7bff),
    );
  });

  it('rounds to integers', () => {
    expect(toElements(Float32Array.of(751.0001, 1.6), 'int64')).toEqual(BigInt64Array.of(751n, 2n));
  });
});
