import { expect, test } from 'vitest';
import { type DeviceFacts, type ModelNeeds, needsOfBytes, unfitFor } from './model-fit.ts';

const card: DeviceFacts = { gpu: { shaderF16: true }, memoryGb: 8, freeBytes: 10e9 };
const sd: ModelNeeds = { memoryGb: 4, half: true, bytes: 2.7e9 };

test.each<[string, ModelNeeds, DeviceFacts, string | null]>([
  ['a graphics card that can', sd, card, null],
  ['no room', sd, { ...card, freeBytes: 1e9 }, 'space'],
  ['no half precision', sd, { ...card, gpu: { shaderF16: false } }, 'half'],
  ['no half precision needed', { ...sd, half: false }, { ...card, gpu: { shaderF16: false } }, null],
  [
    'not known whether half precision is needed',
    { ...sd, half: null },
    { ...card, gpu: { shaderF16: false } },
    null,
  ],
  ['no graphics card', sd, { ...card, gpu: null }, 'cpu'],
  [
    'no graphics card, but one small step',
    { memoryGb: 0.5, half: false, bytes: 3e7 },
    { ...card, gpu: null },
    null,
  ],
  ['little memory', sd, { ...card, memoryGb: 2 }, 'memory'],
  [
    'a browser that tells nothing',
    { ...sd, bytes: null },
    { gpu: { shaderF16: true }, memoryGb: null, freeBytes: null },
    null,
  ],
  ['no room comes before everything else', sd, { gpu: null, memoryGb: 1, freeBytes: 1 }, 'space'],
])('%s', (_, needs, device, expected) => {
  expect(unfitFor(needs, device)).toBe(expected);
});

test('a model of which only the size is known', () => {
  expect(needsOfBytes(2e9)).toBeCloseTo(2.6);
});
