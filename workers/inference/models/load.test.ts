import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import goldens from '../../../e2e/packs/nano/goldens.json' with { type: 'json' };
import { compareOutputs, expectedOutputs, runPack, tensor } from '../../../e2e/support/compare-pack.ts';
import { relativeError } from '../../../e2e/support/goldens.ts';
import { type LoadedNano, loadNano, nodeHost, openNano } from '../../../e2e/support/node-engine.ts';
import { loadPack } from './load.ts';
import { writeModel } from './onnx-build.ts';

// Compiling the runtime takes seconds where other work keeps the machine busy.
const PATIENCE_MS = 60_000;
let nano: LoadedNano;
beforeAll(async () => {
  nano = await loadNano();
}, PATIENCE_MS);
afterAll(() => nano.release());

async function expectTorchsAnswers({ pack, info }: LoadedNano): Promise<void> {
  expect(info.unetChannels).toBe(9);
  const errors = compareOutputs(await runPack(pack, goldens), expectedOutputs(goldens, pack.scalingFactor));
  expect(Object.keys(errors)).toHaveLength(goldens.unet.length + 3);
  for (const [graph, error] of Object.entries(errors)) expect(error, graph).toBeLessThan(1e-3);
}

describe('a pack on the real runtime', { timeout: PATIENCE_MS }, () => {
  it('agrees with torch graph by graph', async () => {
    await expectTorchsAnswers(nano);
    expect(nano.pack.sessionRunMs).toBeGreaterThan(0);
  });

  it('agrees with torch with its convolutions padded', async () => {
    const padded = await loadNano('nano', true);
    await expectTorchsAnswers(padded);
    await padded.release();
  });

  it('reads the 4-channel pack, which shares files with the other', async () => {
    const { pack, info, release } = await loadNano('nano-4ch');
    expect(info.unetChannels).toBe(4);
    const { sample, timestep, textRow, outSample } = goldens.unet4;
    const hidden = await pack.encodeText([goldens.text.prompts[textRow] as string]);
    const predicted = await pack.predict(tensor(sample), timestep, hidden);
    expect(relativeError(predicted.data, outSample.data)).toBeLessThan(1e-3);
    await release();
  });

  it('runs a float eraser of -1..1 whose mask keeps where it is 1, as the pack says', async () => {
    const files = await openNano();
    const inputs = { picture: [1, 3, 8, 8], mask: [1, 1, 8, 8] };
    const constant = (name: string, value: number) => ({ name, dims: [1], data: Float32Array.of(value) });
    const node = (opType: string, from: readonly string[], to: string) => ({
      opType,
      inputs: from,
      outputs: [to],
    });
    // What is kept, and a light grey elsewhere.
    const model = writeModel({
      opset: 17,
      nodes: [
        node('Mul', ['picture', 'mask'], 'kept'),
        node('Sub', ['one', 'mask'], 'hole'),
        node('Mul', ['hole', 'grey'], 'drawn'),
        node('Add', ['kept', 'drawn'], 'out'),
      ],
      constants: [constant('one', 1), constant('grey', 0.5)],
      inputs: Object.entries(inputs).map(([name, dims]) => ({ name, dims })),
      outputs: [{ name: 'out', dims: inputs.picture }],
    });
    const eraser = { mask: 'keep', picture: [-1, 1], result: [-1, 1] } as const;
    const { pack, release } = await loadPack(
      {
        ...files,
        manifest: { ...files.manifest, graphs: { eraser: 'model.onnx' }, eraser },
        bytes: () => model.length,
        graph: async () => ({ model, external: [] }),
      },
      await nodeHost(),
      { padConvolutions: false },
    );
    if (pack.kind !== 'eraser') throw new Error('a graph alone is an eraser');
    const data = Float32Array.from({ length: 3 * 64 }, (_, i) => Math.sin(i));
    const hole = Uint8Array.from({ length: 64 }, (_, i) => (i % 8 > 4 ? 1 : 0));
    const { data: result } = await pack.erase({ data, dims: [1, 3, 8, 8] }, hole);
    const expected = data.map((value, i) => (hole[i % 64] === 1 ? 0.5 : value));
    result.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 6);
    });
    await release();
  });

  it('keeps the hidden states of a prompt', async () => {
    const { pack } = nano;
    const first = await pack.encodeText(['a red apple', '']);
    const ran = pack.sessionRunMs;
    const again = await pack.encodeText(['', 'a red apple']);
    expect(pack.sessionRunMs).toBe(ran);
    const size = first.data.length / 2;
    expect(again.data.subarray(0, size)).toEqual(first.data.subarray(size));
  });

  it('gives a text encoder of large weights back after use, and opens it again for a new prompt alone', async () => {
    const files = await openNano();
    let opened = 0;
    const large = {
      ...files,
      manifest: { ...files.manifest, files: files.manifest.files.map((file) => ({ ...file, bytes: 1e9 })) },
      graph(component: string) {
        if (component === 'text_encoder') opened++;
        return files.graph(component);
      },
    };
    const { pack, release } = await loadPack(large, await nodeHost(), { padConvolutions: false });
    if (pack.kind === 'eraser') throw new Error('nano is no eraser');
    const seen = [opened];
    for (const prompt of ['a red apple', 'a red apple', 'grass']) {
      const { data } = await pack.encodeText([prompt]);
      expect(data).toEqual((await nano.pack.encodeText([prompt])).data);
      seen.push(opened);
    }
    expect(seen).toEqual([1, 2, 2, 3]);
    await release();
  });
});
