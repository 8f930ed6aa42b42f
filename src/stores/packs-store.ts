import { useMemo } from 'react';
import { create } from 'zustand';
import type { PackManifest } from '../../workers/shared/catalog.ts';
import { LacunaError } from '../../workers/shared/errors.ts';
import { storedId } from '../../workers/shared/stored-model.ts';
import { pointerRest } from '../lib/pointer-rest.ts';
import { drawnFirst } from '../lib/sampling.ts';
import { readModels, readModelsIfAny, storedPacks, useModels } from './models-store.ts';
import { services } from './services.ts';
import { useSettings } from './settings-store.ts';

/** The embedded packs, best first; empty until the engine has started. */
export const usePacks = create<{ readonly packs: readonly PackManifest[] }>(() => ({ packs: [] }));

/** The chosen pack of a list: by id, else the best one. */
export function choosePack(packs: readonly PackManifest[], id: string | null): PackManifest | null {
  return packs.find((pack) => pack.id === id) ?? packs[0] ?? null;
}

/** Bytes of a pack's files: mostly weights, which it takes in memory as well. */
export function packBytes(pack: PackManifest): number {
  return pack.files.reduce((sum, file) => sum + file.bytes, 0);
}

/**
 * The eraser that has the first word where one draws before the chosen model: the first that a person brought, else the
 * embedded one.
 */
export function eraserAtHand(): PackManifest | undefined {
  const brought = storedPacks(useModels.getState().records);
  return [...brought, ...usePacks.getState().packs].find(erases);
}

/** True for a model of one graph. */
function erases({ graphs }: PackManifest): boolean {
  return graphs?.eraser !== undefined;
}

/** A pack by its id, embedded or brought. */
export function knownPack(id: string): PackManifest | undefined {
  return allPacks().find((pack) => pack.id === id);
}

/** Every pack there is, now: the embedded ones, then those that people brought. */
function allPacks(): readonly PackManifest[] {
  return [...usePacks.getState().packs, ...storedPacks(useModels.getState().records)];
}

/** The same for components. */
export function useAllPacks(): readonly PackManifest[] {
  const embedded = usePacks((state) => state.packs);
  const records = useModels((state) => state.records);
  return useMemo(() => [...embedded, ...storedPacks(records)], [embedded, records]);
}

/** The pack that the next fill uses, now; null until the list is there. */
export function currentPack(): PackManifest | null {
  return choosePack(allPacks(), useSettings.getState().pack);
}

/** The same for components. */
export function useCurrentPack(): PackManifest | null {
  const packs = useAllPacks();
  const id = useSettings((state) => state.pack);
  return choosePack(packs, id);
}

/**
 * Reads the list of packs, once, and gets the engine going without waiting for it: a first candidate from the picture's
 * own pixels needs no runtime. Rejects with a `LacunaError`.
 */
export async function ensurePack(): Promise<PackManifest> {
  const { engine } = services();
  engine.start().catch(() => undefined);
  if (usePacks.getState().packs.length === 0) usePacks.setState({ packs: await engine.packs() });
  const chosen = useSettings.getState().pack;
  if (chosen !== null && storedId(chosen) !== null) await readModels();
  const pack = currentPack();
  if (!pack) throw new LacunaError('pack-unknown', 'no embedded pack');
  return pack;
}

/**
 * First sign of intent: runtime and model come while the person works, but the graphs, which take every core for
 * seconds, never begin in the middle of a stroke. A failure here is not told: Fill tries again
 * and tells then.
 */
export async function warmUp(): Promise<void> {
  try {
    void readModelsIfAny();
    const pack = await ensurePack();
    const { engine } = services();
    await engine.prefetch(pack.id);
    await pointerRest();
    await engine.load(pack.id);
    const eraser = eraserAtHand();
    if (eraser && drawnFirst(useSettings.getState().intent, false)) await engine.load(eraser.id);
    // For the day without a network.
    const embedded = usePacks.getState().packs.find(erases);
    if (embedded) await engine.prefetch(embedded.id);
    await services().pwa.refreshOffline();
  } catch (error) {
    console.warn('warm-up failed', error);
  }
}
