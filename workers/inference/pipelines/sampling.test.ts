import { describe, expect, it } from 'vitest';
import { parseSchedulerConfig } from '../models/scheduler-config.ts';
import { type SamplingChoice, samplingOf } from './sampling.ts';

const SD = { beta_start: 0.00085, beta_end: 0.012, beta_schedule: 'scaled_linear', steps_offset: 1 };
const choose = (job: Partial<SamplingChoice>, config: object = { _class_name: 'DDIMScheduler', ...SD }) =>
  samplingOf({ sampler: 'auto', steps: 20, strength: 1, ...job }, parseSchedulerConfig(config));

describe('samplingOf', () => {
  it('takes the pack’s own sampler, and says what it stands in for', () => {
    expect(choose({})).toMatchObject({ sampler: 'ddim', note: 'ddim', startScale: 1 });
    const pndm = choose({}, { _class_name: 'PNDMScheduler', ...SD });
    expect(pndm).toMatchObject({ sampler: 'dpmpp-2m', note: 'dpmpp-2m, the nearest to PNDM' });
    expect(choose({ sampler: 'ddim' }, { _class_name: 'PNDMScheduler', ...SD }).note).toBe('ddim');
  });

  it('puts the job’s spacing and Karras levels above the pack’s', () => {
    const first = (job: Partial<SamplingChoice>) => choose(job).plan[0].from.t;
    expect(first({ sampler: 'euler' })).toBe(951);
    expect(first({ sampler: 'euler', spacing: 'trailing' })).toBe(999);
    expect(first({ sampler: 'dpmpp-2m' })).toBe(941);
    expect(first({ sampler: 'dpmpp-2m', karras: true })).toBe(999);
    const karrasPack = { _class_name: 'EulerDiscreteScheduler', ...SD, use_karras_sigmas: true };
    const second = (karras?: boolean) =>
      choose(karras === undefined ? {} : { karras }, karrasPack).plan[1]?.from.t;
    expect(second()).toBeCloseTo(961.7327, 3);
    expect(second(false)).toBeCloseTo((18 * 999) / 19, 6);
  });

  it('a pack’s Karras levels are no matter for a sampler that has none', () => {
    const config = { _class_name: 'EulerDiscreteScheduler', ...SD, use_karras_sigmas: true };
    expect(choose({ sampler: 'ddim' }, config).plan[0].from.t).toBe(999);
  });

  it('walks the end of the list below strength 1', () => {
    expect(choose({ sampler: 'lcm', steps: 4, strength: 0.5 }).plan.map(({ from }) => from.t)).toEqual([
      499, 259,
    ]);
    expect(choose({ sampler: 'dpmpp-2m', karras: true, strength: 0.6 }).plan[0].from.t).toBe(561);
  });

  it('starts where Euler starts', () => {
    expect(choose({ sampler: 'euler' }).startScale).toBe(1);
    const { startScale, plan } = choose({ sampler: 'euler', spacing: 'linspace' });
    expect(startScale).toBe(plan[0].from.sigma);
    expect(startScale).toBeLessThan(0.998);
  });
});
