import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { mersenne } from 'pure-rand/generator/mersenne';

/** A stream of random numbers with the draws that mask generators need. */
export interface Random {
  /** In [low, high). */
  uniform(low?: number, high?: number): number;
  /** A whole number in [low, high), as numpy's `integers`. */
  integer(low: number, high: number): number;
  normal(mean: number, deviation: number): number;
}

/** The same numbers for the same seed on every machine (MT19937, 53 bits a number). @param seed 0 to 2^32 - 1 */
export function seededRandom(seed: number): Random {
  const generator = mersenne(seed | 0);
  const uniform = (low = 0, high = 1) => low + (high - low) * uniformFloat64(generator);
  return {
    uniform,
    integer: (low, high) => Math.floor(uniform(low, high)),
    // Box and Muller 1958; the second number of the pair is not kept.
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  };
}
