import { expect, it } from 'vitest';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import { samplingFor } from './sampling.ts';

const pack = {
  defaults: { steps: 20, guidance: 3, strength: 1 },
  intents: { remove: { guidance: 1 } },
} as unknown as PackManifest;

it('takes the pack’s values, then the intent’s, then the person’s', () => {
  expect(samplingFor(pack, 'fill', {})).toEqual({ steps: 20, guidance: 3, strength: 1 });
  expect(samplingFor(pack, 'remove', {})).toEqual({ steps: 20, guidance: 1, strength: 1 });
  expect(samplingFor(pack, 'remove', { remove: { steps: 8 } })).toEqual({
    steps: 8,
    guidance: 1,
    strength: 1,
  });
});

it('keeps what was changed for one intent away from the others', () => {
  expect(samplingFor(pack, 'add', { remove: { steps: 8 } }).steps).toBe(20);
});
