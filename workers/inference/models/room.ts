import { LacunaError } from '../../shared/errors.ts';

/** Packs below this many bytes are loaded without asking. */
const SMALL = 256e6;
/** What graphs need beside their weights, as a share of the largest; half precision becomes float32 on the processor. */
const WORKING_SHARE = 0.3;
/** A WebAssembly memory ends at 4 GiB. */
const WASM_BYTES = 4 * 2 ** 30;
/** Share of it that weights may take: what is computed needs the rest. */
const WASM_SHARE = 0.75;

/** `GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST`: a global that Node has not. */
const USAGE = 0x80 | 0x08;

/**
 * Largest buffer that is asked for to see what memory there is. No weight that is known is larger, and what an adapter
 * names as its limit it may not give in one piece: SwiftShader says 1 GiB, refuses just that, and gives 11 GB in smaller ones.
 */
const PIECE = 2 ** 28;

/** What fits into memory at once. */
export interface Room {
  /** True where the graphs have to take turns. */
  readonly lean: boolean;
}

/**
 * Whether graphs fit into memory together, or one at a time. Browsers tell no free memory: on a GPU buffers of that size
 * are asked for and given back at once. On WebAssembly nothing is refused beforehand.
 *
 * @param device null for WebAssembly
 * @param bytes of each graph with its weights
 * @throws LacunaError `out-of-memory` where the GPU does not give enough for the largest graph alone
 */
export async function roomFor(device: GPUDevice | null, bytes: readonly number[]): Promise<Room> {
  const all = bytes.reduce((sum, part) => sum + part, 0);
  const largest = Math.max(0, ...bytes);
  if (all < SMALL) return { lean: false };
  if (!device) return { lean: all > WASM_SHARE * WASM_BYTES };
  const reserve = WORKING_SHARE * largest;
  if (await canAllocate(device, all + reserve)) return { lean: false };
  if (await canAllocate(device, largest + reserve)) return { lean: true };
  throw new LacunaError('out-of-memory', `the GPU does not give ${Math.round(largest + reserve)} bytes`);
}

/** True where the device gives so many bytes at once; they are given back before this returns. */
export async function canAllocate(device: GPUDevice, bytes: number): Promise<boolean> {
  const piece = Math.min(PIECE, device.limits.maxBufferSize);
  const buffers: GPUBuffer[] = [];
  device.pushErrorScope('validation');
  device.pushErrorScope('out-of-memory');
  try {
    for (let left = bytes; left > 0; left -= piece) {
      const size = 4 * Math.ceil(Math.min(left, piece) / 4);
      buffers.push(device.createBuffer({ size, usage: USAGE }));
    }
  } catch {
    // Some browsers throw where they have no memory of their own left.
    await device.popErrorScope();
    await device.popErrorScope();
    return false;
  } finally {
    for (const buffer of buffers) buffer.destroy();
  }
  const outOfMemory = await device.popErrorScope();
  const invalid = await device.popErrorScope();
  return !outOfMemory && !invalid;
}
