const SEEDS = 2 ** 32;

/** A new seed, 0 to 2^32 - 1, from the browser's random source. */
export function rollSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}

/** Any number a person typed as a seed: whole, folded into 0 to 2^32 - 1. */
export function toSeed(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return ((Math.trunc(value) % SEEDS) + SEEDS) % SEEDS;
}

/** The first seed from `after` on that begins `count` seeds in a row of which none is used yet; wraps at 2^32. */
export function freeSeed(after: number, count: number, used: ReadonlySet<number>): number {
  let seed = toSeed(after + 1);
  for (let run = 0; run < count; ) {
    if (used.has(toSeed(seed + run))) {
      seed = toSeed(seed + run + 1);
      run = 0;
    } else run++;
  }
  return seed;
}

/** The seed of the next run: the kept one, or a new one. */
export function seedForRun(seed: number, locked: boolean, roll: () => number = rollSeed): number {
  return locked ? seed : roll();
}
