import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeGraph, minimumCut } from './max-flow.ts';

const WIDTH = 3;
const HEIGHT = 3;
const COUNT = WIDTH * HEIGHT;

/** Edges of a grid of 3 x 3: node, direction (1 right, 3 down), neighbour. */
const EDGES = Array.from({ length: COUNT }, (_, i) => [
  ...(i % WIDTH < WIDTH - 1 ? [[i, 1, i + 1] as const] : []),
  ...(i + WIDTH < COUNT ? [[i, 3, i + WIDTH] as const] : []),
]).flat();

it('finds a cut as cheap as the cheapest of all', () => {
  const graph = makeGraph(COUNT);
  const capacities = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), {
    minLength: EDGES.length,
    maxLength: EDGES.length,
  });
  const terminals = fc.array(fc.integer({ min: -12, max: 12 }), { minLength: COUNT, maxLength: COUNT });
  fc.assert(
    fc.property(capacities, terminals, (caps, terms) => {
      const cost = (keeps: (i: number) => boolean): number => {
        let sum = 0;
        for (const [i, term] of terms.entries()) {
          if (term > 0 && !keeps(i)) sum += term;
          if (term < 0 && keeps(i)) sum -= term;
        }
        for (const [e, [i, , j]] of EDGES.entries()) {
          const [there, back] = caps[e] as [number, number];
          if (keeps(i) && !keeps(j)) sum += there;
          if (keeps(j) && !keeps(i)) sum += back;
        }
        return sum;
      };
      let least = Number.POSITIVE_INFINITY;
      for (let bits = 0; bits < 1 << COUNT; bits++)
        least = Math.min(
          least,
          cost((i) => (bits & (1 << i)) !== 0),
        );

      graph.count = COUNT;
      graph.neighbour.fill(-1);
      graph.capacity.fill(0);
      graph.terminal.set(terms);
      for (const [e, [i, d, j]] of EDGES.entries()) {
        const [there, back] = caps[e] as [number, number];
        graph.neighbour[i * 4 + d] = j;
        graph.neighbour[j * 4 + (d ^ 1)] = i;
        graph.capacity[i * 4 + d] = there;
        graph.capacity[j * 4 + (d ^ 1)] = back;
      }
      const keeps = minimumCut(graph).slice();
      expect(cost((i) => keeps[i] === 1)).toBe(least);
    }),
    { numRuns: 200, seed: 5 },
  );
});
