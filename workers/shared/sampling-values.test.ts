import { expect, test } from 'vitest';
import { knownSampling, withoutModel } from './sampling-values.ts';

test('known values are taken as they are', () => {
  const values = {
    method: 'soft',
    sampler: 'lcm',
    steps: 7,
    guidance: 2.5,
    feather: 0,
    maskGrow: 12,
  } as const;
  expect(knownSampling(values)).toEqual(values);
});

test('unknown names, unknown words, wrong types and numbers out of range are not', () => {
  expect(
    knownSampling({
      sampler: 'magic',
      method: 'toString',
      steps: 7.5,
      guidance: '7',
      strength: 0,
      feather: 33,
      eta: Number.NaN,
      candidates: null,
      seed: 3,
      constructor: 1,
      ['__proto__']: { steps: 9 },
    }),
  ).toEqual({});
});

test('a method stays behind where its model does, unless any model can run it', () => {
  expect(withoutModel({ method: 'finetuned', steps: 3 })).toEqual({ steps: 3 });
  expect(withoutModel({ method: 'exemplar', steps: 3 })).toEqual({ method: 'exemplar', steps: 3 });
  expect(withoutModel({ steps: 3 })).toEqual({ steps: 3 });
});
