import { describe, expect, it } from 'vitest';
import type { GraphInput, GraphSession, TensorSpec } from '../runtime/types.ts';
import { denoiserOf, learnedTokens, takesGuidance } from './load-unet.ts';

const hidden = { data: Float32Array.of(1, 2), dims: [2, 1, 1] };
const sample = { data: Float32Array.of(10, 20), dims: [2, 1, 1, 1] };

/** A U-Net that answers sample + hidden + timestep, and keeps what it was given. */
function unet(
  dims: TensorSpec['dims'],
  time: Pick<TensorSpec, 'dims' | 'type'>,
  more: readonly TensorSpec[] = [],
) {
  const seen: Record<string, GraphInput>[] = [];
  const session: GraphSession = {
    inputs: [
      { name: 'sample', type: 'float32', dims },
      { name: 'timestep', ...time },
      { name: 'encoder_hidden_states', type: 'float32', dims: [dims[0] as number, 'tokens', 1] },
      ...more,
    ],
    outputs: [{ name: 'out', type: 'float32', dims }],
    async run(feeds) {
      seen.push(feeds);
      const { sample: x, timestep, encoder_hidden_states: h } = feeds as Record<string, GraphInput>;
      const data = Float32Array.from(x?.data ?? [], (value, i) => {
        return value + Number(h?.data[i]) + Number(timestep?.data[0]);
      });
      return { out: { data, dims: x?.dims ?? [] } };
    },
    release: async () => undefined,
  };
  return { session, seen };
}

const ANSWER = [511, 522];
const INT64 = { type: 'int64' as const };

describe('a U-Net of any export', () => {
  it.each([
    ['rank 0', { dims: [], ...INT64 }, { dims: [], length: 1 }],
    ['one value', { dims: [1], ...INT64 }, { dims: [1], length: 1 }],
    ['a step axis', { dims: ['steps'], ...INT64 }, { dims: [1], length: 1 }],
    ['one value an item', { dims: ['batch_size'], ...INT64 }, { dims: [2], length: 2 }],
  ] as const)('feeds a timestep of %s', async (_, time, wanted) => {
    const { session, seen } = unet(['batch', 1, 'h', 'w'], time);
    const { data } = await denoiserOf(session)(sample, 500, hidden);
    expect([...data]).toEqual(ANSWER);
    expect(seen[0]?.timestep?.dims).toEqual(wanted.dims);
    expect(seen[0]?.timestep?.data).toHaveLength(wanted.length);
  });

  it.each([1, 2, 3])('runs one with a fixed batch of %i as often as that takes', async (batch) => {
    const { session, seen } = unet([batch, 1, 1, 1], { dims: [], type: 'float32' });
    const { data, dims } = await denoiserOf(session)(sample, 500, hidden);
    expect([...data]).toEqual(ANSWER);
    expect(dims).toEqual([2, 1, 1, 1]);
    expect(seen).toHaveLength(batch === 1 ? 2 : 1);
    for (const feeds of seen) expect(feeds.sample?.dims[0]).toBe(batch);
  });

  it('takes an export with names of its own and learned tokens in place of a prompt', async () => {
    const seen: Record<string, GraphInput>[] = [];
    const session: GraphSession = {
      inputs: [
        { name: 'latent', type: 'float32', dims: ['B', 9, 64, 64] },
        { name: 'timesteps', type: 'int64', dims: ['B'] },
        { name: 'input_ids', type: 'int64', dims: ['B', 10] },
      ],
      outputs: [{ name: 'noise', type: 'float32', dims: ['B', 4, 64, 64] }],
      async run(feeds) {
        seen.push(feeds);
        return { noise: { data: new Float32Array(2 * 4 * 4096).fill(1), dims: [2, 4, 64, 64] } };
      },
      release: async () => undefined,
    };
    const text = learnedTokens(session);
    if (!text) throw new Error('no learned tokens');
    expect([...(await text([''])).data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const tokens = await text(['', '']);
    await denoiserOf(session)({ data: new Float32Array(2 * 9 * 4096), dims: [2, 9, 64, 64] }, 500, tokens);
    expect(seen[0]?.latent?.dims).toEqual([2, 9, 64, 64]);
    expect([...(seen[0]?.timesteps?.data ?? [])]).toEqual([500, 500]);
    expect(seen[0]?.input_ids?.dims).toEqual([2, 10]);
    // Unconditional first, as for prompts.
    expect([...(seen[0]?.input_ids?.data ?? [])].map(Number)).toEqual([
      ...[10, 11, 12, 13, 14, 15, 16, 17, 18, 19],
      ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
    ]);
    expect(learnedTokens(unet(['batch', 1, 'h', 'w'], { dims: [], type: 'float32' }).session)).toBeNull();
  });

  it.each([
    [8.5, 'batch', 0.75],
    [3, 1, 0.2],
    [1, 'batch', 0],
    [0, 'batch', 0],
  ] as const)(
    'tells a consistency model a guidance of %d, for each item of %s',
    async (guidance, batch, angle) => {
      const condition: TensorSpec = { name: 'timestep_cond', type: 'float32', dims: [batch, 32] };
      const { session, seen } = unet([batch, 1, 'h', 'w'], { dims: [], type: 'float32' }, [condition]);
      expect(takesGuidance(session)).toBe(true);
      await denoiserOf(session)(sample, 500, hidden, guidance);
      const items = seen.flatMap(({ timestep_cond: told }) =>
        Array.from({ length: told?.dims[0] ?? 0 }, (_, i) => told?.data.slice(32 * i, 32 * (i + 1))),
      );
      expect(items).toHaveLength(2);
      for (const told of items) {
        // The lowest frequency is exp(-ln 10000): sin and cos of w / 10.
        expect(told?.[15]).toBeCloseTo(Math.sin(angle), 5);
        expect(told?.[31]).toBeCloseTo(Math.cos(angle), 5);
      }
    },
  );

  it('tells no other model anything', async () => {
    const { session, seen } = unet(['batch', 1, 'h', 'w'], { dims: [], type: 'float32' });
    expect(takesGuidance(session)).toBe(false);
    await denoiserOf(session)(sample, 500, hidden, 8.5);
    expect(seen[0]).not.toHaveProperty('timestep_cond');
  });

  it.each([
    ['flat', 0],
    ['nan', Number.NaN],
    ['nan', Number.POSITIVE_INFINITY],
  ])('takes no result that is %s (%d)', async (kind, value) => {
    const { session } = unet(['batch', 1, 'h', 'w'], { dims: [], type: 'float32' });
    const run: GraphSession['run'] = async () => ({
      out: { data: Float32Array.of(0, value), dims: [2, 1, 1, 1] },
    });
    const denoise = denoiserOf({ ...session, run });
    await expect(denoise(sample, 500, hidden)).rejects.toMatchObject({
      code: 'result-invalid',
      detail: { kind },
    });
  });

  it('names the input that a graph lacks', () => {
    const { session } = unet(['batch', 1, 'h', 'w'], { dims: [], type: 'float32' });
    const without = { ...session, inputs: session.inputs.filter(({ name }) => name !== 'timestep') };
    expect(() => denoiserOf(without)).toThrow('timestep');
  });
});
