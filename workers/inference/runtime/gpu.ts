import type { AdapterInfo, OperatorCheck, Provider, ProviderReason } from '../../shared/protocol.ts';
import { isSoftwareAdapter } from '../../shared/software-adapter.ts';

/** A device of our own: the runtime's options for adapter and limits have no effect on the native provider. */
export interface Gpu {
  readonly device: GPUDevice;
  readonly isLost: () => boolean;
  /** Calls once when the device is lost, until the returned function is called. */
  readonly onLost: (listener: () => void) => () => void;
  /** The first error that the device reported since the last look: it throws nothing, and goes on with zeros. */
  readonly takeError: () => DeviceError | null;
}

export type DeviceError = 'out-of-memory' | 'runtime-failed';

/** What was chosen, and why. `gpu` is null on WebAssembly. */
export interface ProviderChoice {
  readonly provider: Provider;
  readonly reason: ProviderReason;
  readonly adapter: AdapterInfo | null;
  readonly gpu: Gpu | null;
  readonly selfTest: readonly OperatorCheck[] | null;
  /** Whether the device computes in half precision, and rightly. */
  readonly half: 'right' | 'wrong' | 'none';
  /** Whether it computes attention as one node right. */
  readonly fused: boolean;
}

/** Limits that big tensors run into; a device gets the specification's minimum for all it does not ask for. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
  'maxComputeWorkgroupSizeY',
  'maxComputeWorkgroupSizeZ',
  'maxComputeWorkgroupsPerDimension',
  'maxBindGroups',
] as const;

const FEATURES: readonly GPUFeatureName[] = ['shader-f16', 'subgroups'];

/**
 * Chooses where graphs run: a hardware WebGPU adapter that passes the self-test, else WebAssembly. A software adapter
 * counts as none: it is 60 to 170 times slower than WebAssembly. A forced `webgpu` keeps any adapter there is.
 */
export async function chooseProvider(
  wanted: Provider | 'auto',
  selfTest: (
    gpu: Gpu,
    adapter: AdapterInfo,
  ) => Promise<{
    checks: readonly OperatorCheck[];
    passed: boolean;
    halfPassed: boolean;
    fusedPassed: boolean;
  }>,
): Promise<ProviderChoice> {
  const onWasm = (reason: ProviderReason, adapter: AdapterInfo | null = null): ProviderChoice => ({
    provider: 'wasm',
    reason,
    adapter,
    gpu: null,
    selfTest: null,
    half: 'right',
    fused: true,
  });

  if (wanted === 'wasm') return onWasm('forced');
  if (typeof navigator === 'undefined' || !navigator.gpu) return onWasm('no-webgpu');
  const found = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (!found) return onWasm('no-adapter');
  const adapter = describeAdapter(found);
  if (adapter.software && wanted === 'auto') return onWasm('software-adapter', adapter);

  const gpu = await requestGpu(found).catch(() => null);
  if (!gpu) return onWasm('no-adapter', adapter);
  const { checks, passed, halfPassed, fusedPassed } = await selfTest(gpu, adapter);
  if (!passed && wanted === 'auto') {
    gpu.device.destroy();
    return { ...onWasm('self-test-failed', adapter), selfTest: checks };
  }
  const reason = wanted === 'webgpu' ? 'forced' : 'hardware';
  const half = !adapter.shaderF16 ? 'none' : halfPassed ? 'right' : 'wrong';
  return { provider: 'webgpu', reason, adapter, gpu, selfTest: checks, half, fused: fusedPassed };
}

/** An adapter as plain data; names that only software adapters have count too. */
export function describeAdapter(adapter: GPUAdapter): AdapterInfo {
  const { info } = adapter;
  return {
    vendor: info.vendor,
    architecture: info.architecture,
    description: info.description,
    software: isSoftwareAdapter(info),
    shaderF16: adapter.features.has('shader-f16'),
  };
}

async function requestGpu(adapter: GPUAdapter): Promise<Gpu> {
  const requiredLimits: Record<string, number> = {};
  for (const name of LIMITS) {
    const value = adapter.limits[name];
    if (value !== undefined) requiredLimits[name] = value;
  }
  const requiredFeatures = FEATURES.filter((feature) => adapter.features.has(feature));
  const device = await adapter.requestDevice({ requiredLimits, requiredFeatures });
  let isLost = false;
  let error: DeviceError | null = null;
  const listeners = new Set<() => void>();
  device.lost.then(() => {
    isLost = true;
    for (const listener of listeners) listener();
  });
  device.addEventListener('uncapturederror', (event) => {
    error ??= event.error instanceof GPUOutOfMemoryError ? 'out-of-memory' : 'runtime-failed';
  });
  return {
    device,
    isLost: () => isLost,
    onLost(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    takeError() {
      const taken = error;
      error = null;
      return taken;
    },
  };
}
