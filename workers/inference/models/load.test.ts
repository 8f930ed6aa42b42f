import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import goldens from '../../../e2e/packs/nano/goldens.json' with { type: 'json' };
import { compareOutputs, expectedOutputs, runPack, tensor } from '../../../e2e/support/compare-pack.ts';
import { relativeError } from '../../../e2e/support/goldens.ts';
import { type LoadedNano, loadNano, nodeHost, openNano } from '../../../e2e/support/node-engine.ts';
import { loadPack } from './load.ts';

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
