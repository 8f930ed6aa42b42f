import { describe, expect, it, vi } from 'vitest';
import { type HostileFile, hostileFiles } from '../../../e2e/support/hostile-packs.ts';
import { nodeHost, openNano } from '../../../e2e/support/node-engine.ts';
import { LacunaError } from '../../shared/errors.ts';
import { loadPack } from './load.ts';
import type { PackFiles } from './pack-files.ts';

vi.setConfig({ testTimeout: 60_000 });

/** The nano pack with one file replaced. */
async function withFile({ path, body }: HostileFile): Promise<PackFiles> {
  const files = await openNano();
  return {
    ...files,
    text: async (wanted) => (wanted === path ? new TextDecoder().decode(body) : files.text(wanted)),
    async graph(component) {
      const graph = await files.graph(component);
      return path === `${component}/model.onnx` ? { ...graph, model: body } : graph;
    },
  };
}

describe('hostile packs are refused, and a good one runs after all of them', () => {
  const host = nodeHost();

  it.each(hostileFiles().map((file) => [`${file.what} (${file.path})`, file] as const))(
    '%s',
    async (_, file) => {
      const failure = await loadPack(await withFile(file), await host, { padConvolutions: true }).catch(
        (thrown: unknown) => thrown,
      );
      expect(failure).toBeInstanceOf(LacunaError);
      expect(file.codes).toContain((failure as LacunaError).code);
    },
  );

  it('the good one', async () => {
    const { pack, release } = await loadPack(await openNano(), await host, { padConvolutions: false });
    if (pack.kind === 'eraser') throw new Error('nano is no eraser');
    const sample = { data: new Float32Array(9 * 64).fill(0.5), dims: [1, 9, 8, 8] };
    const { data } = await pack.predict(sample, 500, await pack.encodeText(['apple']));
    expect(data.every(Number.isFinite)).toBe(true);
    await release();
  });
});
