import { describe, expect, it } from 'vitest';
import { repaintVisits } from '../../shared/repaint-visits.ts';
import { type ScheduleConfig, signalShares } from '../numerics/noise-schedule.ts';
import golden from './repaint-diffusers.golden.json' with { type: 'json' };

/**
 * The arithmetic of diffusers' RePaintScheduler, so that ours is known to differ from it where it means to and nowhere
 * else. Theirs noises again by the betas above the level instead of those below it (up to a third too much at 20 steps), and
 * notes each jump one level early; ours is the closed form of the exact transition.
 */
type Case = (typeof golden.cases)[keyof typeof golden.cases];

const list = (of: (i: number) => number) => Float64Array.from({ length: 64 }, (_, i) => of(i));
const known = list((i) => (((i * 53) % 89) - 44) / 50);
const isHole = (i: number) => Math.floor((i % 16) / 4) % 2 === 0;
const network = (x: Float64Array, t: number) =>
  list((i) => 0.2 * (x[i] as number) - 0.1 * (x[(i + 1) % 64] as number) + (t / 1000 - 0.5) * 0.3);

function walkAsDiffusers({ config, steps, jumpLength, resampling, eta, draws }: Case): Float64Array {
  const schedule = { ...config, numTrainTimesteps: 1000 } as ScheduleConfig;
  const shares = signalShares(schedule);
  const stride = Math.floor(1000 / steps);
  let drawn = 0;
  const draw = () => {
    const k = drawn++;
    return list((i) => (((i * 29 + k * 17) % 97) - 48) / 28);
  };
  let x = list((i) => (((i * 37) % 101) - 50) / 25);

  const reverse = (t: number) => {
    const output = network(x, t);
    const share = shares[t] as number;
    const next = shares[t - stride] ?? 1;
    const spread = eta * Math.sqrt(((1 - next) / (1 - share)) * (1 - share / next));
    const z = draw();
    x = list((i) => {
      let clean = ((x[i] as number) - Math.sqrt(1 - share) * (output[i] as number)) / Math.sqrt(share);
      if (config.clipSample) clean = Math.min(1, Math.max(-1, clean));
      if (!isHole(i)) return Math.sqrt(next) * (known[i] as number) + Math.sqrt(1 - next) * (z[i] as number);
      const fresh = t > 0 ? spread * (z[i] as number) : 0;
      return Math.sqrt(next) * clean + Math.sqrt(1 - next - spread * spread) * (output[i] as number) + fresh;
    });
  };
  const back = (t: number) => {
    for (let k = 0; k < stride; k++) {
      const beta = 1 - (shares[t + k] as number) / (shares[t + k - 1] ?? 1);
      const z = draw();
      x = x.map((value, i) => Math.sqrt(1 - beta) * value + Math.sqrt(beta) * (z[i] as number));
    }
  };

  // Their list is ours without the clean end; each entry says where to go, and the first is a step of its own.
  const visits = repaintVisits(steps, jumpLength, resampling).slice(0, -1);
  let last = (visits[0] as number) * stride + 1;
  for (const visit of visits) {
    const t = visit * stride;
    if (t < last) reverse(t);
    else back(last);
    last = t;
  }
  expect(drawn).toBe(draws);
  return x;
}

describe('our order of visits, with the arithmetic of diffusers’ RePaintScheduler, gives what it gives', () => {
  it.each(Object.entries(golden.cases))('%s', (_name, given) => {
    const x = walkAsDiffusers(given);
    given.final.forEach((value, i) => {
      expect(Math.abs((x[i] as number) - value)).toBeLessThanOrEqual(1e-5 * Math.max(1, Math.abs(value)));
    });
  });
});
