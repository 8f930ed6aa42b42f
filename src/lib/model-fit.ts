/** What a model asks of a device. */
export interface ModelNeeds {
  /** Gigabytes of graphics memory to have, about. */
  readonly memoryGb: number;
  /** True where graphs compute in half precision; null where that is not known before they are loaded. */
  readonly half: boolean | null;
  /** Bytes still to be stored; null where nobody told yet. */
  readonly bytes: number | null;
}

/** What browsers tell of a device: no free memory, ever. */
export interface DeviceFacts {
  /** The graphics adapter that would be used; null where there is none that counts. */
  readonly gpu: { readonly shaderF16: boolean } | null;
  /** Gigabytes of main memory, rounded down and capped by the browser; null where it does not tell. */
  readonly memoryGb: number | null;
  /** Bytes that the browser estimates it could still keep; null where it does not tell. */
  readonly freeBytes: number | null;
}

/** Why a model may not do well here, the worst first. */
export type Unfit = 'space' | 'half' | 'cpu' | 'memory';

/** A model of this size runs bearably without a graphics card: one step of an eraser, not twenty of a UNet. */
const CPU_GB = 1;
/** Weights, and what a fill needs besides them, in sizes of the weights. */
const PEAK = 1.3;

/** The first reason to think twice before a download, or null: then it should run. */
export function unfitFor(needs: ModelNeeds, device: DeviceFacts): Unfit | null {
  if (needs.bytes !== null && device.freeBytes !== null && needs.bytes > device.freeBytes) return 'space';
  if (device.gpu && needs.half === true && !device.gpu.shaderF16) return 'half';
  if (!device.gpu && needs.memoryGb > CPU_GB) return 'cpu';
  if (device.memoryGb !== null && needs.memoryGb > device.memoryGb) return 'memory';
  return null;
}

/** What a model of which only the size is known will need. */
export function needsOfBytes(bytes: number): number {
  return (PEAK * bytes) / 1e9;
}
