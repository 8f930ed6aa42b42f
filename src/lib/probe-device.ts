import { isSoftwareAdapter } from '../../workers/shared/software-adapter.ts';

/** The graphics adapter as the browser tells of it. */
export interface ProbedAdapter {
  readonly name: string;
  readonly software: boolean;
  readonly shaderF16: boolean;
  /** Limits that large models run into. */
  readonly limits: Readonly<Record<string, number>>;
}

export interface ProbedDevice {
  readonly adapter: ProbedAdapter | null;
  /** Gigabytes of main memory; rounded down and capped by browsers, null where they do not tell. */
  readonly memoryGb: number | null;
  readonly cores: number;
}

const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
] as const;

/** Asks the browser what this device has, without starting the engine: no runtime is fetched for it. */
export async function probeDevice(): Promise<ProbedDevice> {
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  const found = await navigator.gpu
    ?.requestAdapter({ powerPreference: 'high-performance' })
    .catch(() => null);
  return {
    adapter: found ? adapterOf(found) : null,
    memoryGb: deviceMemory ?? null,
    cores: navigator.hardwareConcurrency,
  };
}

function adapterOf(adapter: GPUAdapter): ProbedAdapter {
  const { info, limits } = adapter;
  const names = [info.description || info.vendor, info.architecture].filter((name) => name !== '');
  return {
    name: names.join(' '),
    software: isSoftwareAdapter(info),
    shaderF16: adapter.features.has('shader-f16'),
    limits: Object.fromEntries(LIMITS.map((name) => [name, limits[name]])),
  };
}
