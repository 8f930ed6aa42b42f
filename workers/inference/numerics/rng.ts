import { mersenne } from 'pure-rand/generator/mersenne';

/** A stream of standard normal numbers. */
export interface NormalSource {
  /** Overwrites `out` with the next `out.length` numbers, as one `torch.randn` call of that size would. */
  fill(out: Float32Array): void;
}

/**
 * Standard normal numbers equal to those of `torch.Generator('cpu').manual_seed(seed)` within float rounding: MT19937
 * and Box-Muller in blocks of 16 (PyTorch, `normal_fill` in ATen's DistributionTemplates.h); fewer than 16 numbers go
 * through the scalar path in double precision.
 *
 * @param seed 0 to 2^32 - 1
 */
export function torchNormal(seed: number): NormalSource {
  const generator = mersenne(seed | 0);
  const next = () => generator.next() >>> 0;
  /** The scalar path makes two numbers at a time and keeps the second for the next call. */
  let spare: number | null = null;
  const scalar = () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    const angle = 2 * Math.PI * uniform53(next(), next());
    const radius = Math.sqrt(-2 * Math.log1p(-uniform53(next(), next())));
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return {
    fill(out) {
      if (out.length < BLOCK) {
        for (let i = 0; i < out.length; i++) out[i] = scalar();
        return;
      }
      for (let i = 0; i < out.length; i++) out[i] = uniform24(next());
      for (let at = 0; at + BLOCK <= out.length; at += BLOCK) boxMuller(out, at);
      if (out.length % BLOCK !== 0) {
        const tail = out.length - BLOCK;
        for (let i = tail; i < out.length; i++) out[i] = uniform24(next());
        boxMuller(out, tail);
      }
    },
  };
}

const BLOCK = 16;

function uniform24(random: number): number {
  return (random & 0xffffff) / 0x1000000;
}

/** 53 random bits as a number in 0..1; `high` comes first in the stream. */
function uniform53(high: number, low: number): number {
  return ((high & 0x1fffff) * 0x1_0000_0000 + low) / 0x20_0000_0000_0000;
}

function boxMuller(data: Float32Array, at: number): void {
  for (let j = at; j < at + BLOCK / 2; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - (data[j] as number)));
    const angle = 2 * Math.PI * (data[j + BLOCK / 2] as number);
    data[j] = radius * Math.cos(angle);
    data[j + BLOCK / 2] = radius * Math.sin(angle);
  }
}
