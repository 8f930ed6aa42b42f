import { expect, it } from 'vitest';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import { ADVANCED_DEFAULTS, advancedFor, jobNumbers, meaningful, withEdge } from './sampling.ts';

const pack = {
  defaults: { steps: 20, guidance: 3, strength: 1 },
  intents: { remove: { guidance: 1 } },
} as unknown as PackManifest;

it('takes the pack’s values, then the intent’s, then the person’s', () => {
  expect(advancedFor(pack, 'fill', {})).toMatchObject({ steps: 20, guidance: 3, strength: 1 });
  expect(advancedFor(pack, 'remove', {})).toMatchObject({ steps: 20, guidance: 1, strength: 0.9 });
  expect(advancedFor(pack, 'remove', { remove: { steps: 8, feather: 2 } })).toEqual({
    ...ADVANCED_DEFAULTS,
    ...{ steps: 8, guidance: 1, strength: 0.9, feather: 2 },
  });
});

it('guides a removal away from what has a name, unless the person says how much', () => {
  expect(advancedFor(pack, 'remove', {}, true).guidance).toBe(3);
  expect(advancedFor(pack, 'remove', { remove: { guidance: 2 } }, true).guidance).toBe(2);
  expect(advancedFor(pack, 'fill', { fill: { guidance: 1 } }, true).guidance).toBe(1);
});

it('keeps what was changed for one intent away from the others', () => {
  expect(advancedFor(pack, 'add', { remove: { steps: 8 } }).steps).toBe(20);
});

it('never lets the fade be wider than the growth', () => {
  const wide = withEdge(ADVANCED_DEFAULTS, { feather: 20 });
  expect(wide).toEqual({ feather: 20, maskGrow: 20 });
  expect(withEdge({ ...ADVANCED_DEFAULTS, ...wide }, { maskGrow: 4 })).toEqual({ feather: 4, maskGrow: 4 });
});

it('hands a job only what means something with the rest', () => {
  const all = { ...ADVANCED_DEFAULTS, eta: 0.4, noiseLevels: 'karras', timesteps: 'trailing' } as const;
  const numbers = (more: object) => jobNumbers({ ...all, guidanceRescale: 0.7, ...more });
  const finer = ({ eta, karras, spacing, guidanceRescale }: ReturnType<typeof numbers>) => ({
    ...{ eta, karras, spacing, guidanceRescale },
  });
  expect(finer(numbers({ sampler: 'ddim' }))).toEqual({
    ...{ eta: 0.4, karras: undefined, spacing: 'trailing', guidanceRescale: 0.7 },
  });
  expect(finer(numbers({ sampler: 'euler', guidance: 1 }))).toEqual({
    ...{ eta: undefined, karras: true, spacing: undefined, guidanceRescale: undefined },
  });
  expect(finer(numbers({ sampler: 'euler', noiseLevels: 'plain' }))).toMatchObject({
    ...{ karras: false, spacing: 'trailing' },
  });
  expect(numbers({ sampler: 'auto' })).not.toHaveProperty('noiseLevels');
  expect(meaningful({ ...all, sampler: 'lcm' }).timesteps).toBe(false);
  expect(jobNumbers(ADVANCED_DEFAULTS)).not.toHaveProperty('spacing');
});

it('RePaint takes fresh noise unless a person says otherwise', () => {
  expect(advancedFor(pack, 'fill', { fill: { method: 'repaint' } }).eta).toBe(1);
  expect(advancedFor(pack, 'fill', { fill: { method: 'repaint', eta: 0 } }).eta).toBe(0);
  expect(advancedFor(pack, 'fill', {}).eta).toBe(0);
});
