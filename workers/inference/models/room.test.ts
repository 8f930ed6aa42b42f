import { describe, expect, it } from 'vitest';
import { roomFor } from './room.ts';

const MB = 1e6;

/** A device that gives so many bytes, in buffers of less than `limit`, and keeps count. */
function device(bytes: number, limit = 2 ** 30) {
  let given = 0;
  let most = 0;
  const scopes: (object | null)[] = [];
  const fake = {
    limits: { maxBufferSize: limit },
    pushErrorScope: () => void scopes.push(null),
    popErrorScope: async () => scopes.pop() ?? null,
    createBuffer({ size }: { size: number }) {
      if (given + size > bytes || size >= limit) scopes[scopes.length - 1] = { message: 'out of memory' };
      else given += size;
      most = Math.max(most, given);
      return {
        destroy() {
          given = Math.max(0, given - size);
        },
      };
    },
  };
  return { gpu: fake as unknown as GPUDevice, most: () => most, given: () => given };
}

describe('room for a pack', () => {
  const sizes = [1700 * MB, 250 * MB, 100 * MB];

  it('asks nothing of the device for small packs', async () => {
    const { gpu, most } = device(0);
    expect(await roomFor(gpu, [100 * MB, 20 * MB])).toEqual({ lean: false });
    expect(most()).toBe(0);
  });

  it('keeps all graphs where all fit, and gives back what it tried', async () => {
    const { gpu, given } = device(4000 * MB);
    expect(await roomFor(gpu, sizes)).toEqual({ lean: false });
    expect(given()).toBe(0);
  });

  it('lets them take turns where only the largest fits', async () => {
    expect(await roomFor(device(2300 * MB).gpu, sizes)).toEqual({ lean: true });
  });

  it('asks for less at once than the largest buffer a device names, which it may not have', async () => {
    expect(await roomFor(device(4000 * MB, 2 ** 30).gpu, sizes)).toEqual({ lean: false });
  });

  it('refuses where that does not fit either', async () => {
    await expect(roomFor(device(1000 * MB).gpu, sizes)).rejects.toMatchObject({ code: 'out-of-memory' });
  });

  it('goes by the 4 GB of a WebAssembly memory without a device, and refuses nothing', async () => {
    expect(await roomFor(null, sizes)).toEqual({ lean: false });
    expect(await roomFor(null, [3400 * MB, 500 * MB])).toEqual({ lean: true });
    expect(await roomFor(null, [9000 * MB])).toEqual({ lean: true });
  });
});
