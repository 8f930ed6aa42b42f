import { create } from 'zustand';
import type { DeviceFacts } from '../lib/model-fit.ts';
import { type ProbedDevice, probeDevice } from '../lib/probe-device.ts';

/** What the browser tells of device and storage; null until asked. */
interface DeviceState {
  readonly device: ProbedDevice | null;
  readonly storage: StorageFacts | null;
}

export interface StorageFacts {
  readonly usedBytes: number;
  readonly freeBytes: number;
  /** The browser's word that it deletes nothing by itself. */
  readonly persistent: boolean;
  /** True when it was asked for that in this visit. */
  readonly asked: boolean;
}

export const useDevice = create<DeviceState>(() => ({ device: null, storage: null }));

let probing: Promise<void> | null = null;
let asked = false;

/** Reads both; the device once a visit, the storage each time. Never rejects. */
export async function readDevice(): Promise<void> {
  probing ??= probeDevice().then(
    (device) => useDevice.setState({ device }),
    () => undefined,
  );
  await Promise.all([probing, readStorage()]);
}

/** Asks the browser to keep what it stores until the person deletes it. Call it from a click: some ask the person. */
export async function askToKeep(): Promise<void> {
  asked = true;
  await navigator.storage?.persist?.().catch(() => false);
  await readStorage();
}

/** What is used and free. It is an estimate: a write is the only proof. */
export async function readStorage(): Promise<void> {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate();
    const persistent = await navigator.storage.persisted();
    const freeBytes = Math.max(0, quota - usage);
    useDevice.setState({ storage: { usedBytes: usage, freeBytes, persistent, asked } });
  } catch {
    useDevice.setState({ storage: null });
  }
}

/** The facts that a model's needs are held against. */
export function deviceFacts({ device, storage }: DeviceState): DeviceFacts {
  const adapter = device?.adapter ?? null;
  return {
    gpu: adapter && !adapter.software ? adapter : null,
    memoryGb: device?.memoryGb ?? null,
    freeBytes: storage?.freeBytes ?? null,
  };
}
