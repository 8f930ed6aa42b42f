import { create } from 'zustand';
import { INTENTS, type Intent } from '../../workers/shared/catalog.ts';
import { readStored, writeStored } from '../lib/local-storage.ts';
import {
  ADVANCED_DEFAULTS,
  type Advanced,
  type AdvancedOverrides,
  advancedFor,
  withEdge,
} from '../lib/sampling.ts';
import { rollSeed } from '../lib/seed.ts';
import { currentPack, useCurrentPack } from './packs-store.ts';
import { setSettings, useSettings } from './settings-store.ts';

const KEY = 'lacuna.advanced';

/** What was changed under Advanced, for each intent on its own; kept for the next visit. */
export const useOverrides = create<AdvancedOverrides>(() => readOverrides(readStored(KEY)));

/** The values under Advanced for the intent on show, whoever chose them. */
export function useAdvanced(): Advanced {
  const overrides = useOverrides();
  const intent = useSettings((state) => state.intent);
  const named = useSettings((state) => state.removed.trim() !== '');
  return advancedFor(useCurrentPack(), intent, overrides, named);
}

/** The same outside components. */
export function currentAdvanced(): Advanced {
  const { intent, removed } = useSettings.getState();
  return advancedFor(currentPack(), intent, useOverrides.getState(), removed.trim() !== '');
}

/** Changes values for the intent on show. */
export function setAdvanced(change: Partial<Advanced>): void {
  const { intent } = useSettings.getState();
  replaceAdvanced(intent, { ...useOverrides.getState()[intent], ...change });
}

/** Puts these values in force for an intent, and the pack's for all others. */
export function replaceAdvanced(intent: Intent, values: Partial<Advanced>): void {
  keep({ ...useOverrides.getState(), [intent]: values });
}

/** Changes the edge: the fade stays within the growth. */
export function setEdge(change: { readonly feather?: number; readonly maskGrow?: number }): void {
  setAdvanced(withEdge(currentAdvanced(), change));
}

/** Everything under Advanced back to the pack's defaults, for the intent on show. */
export function resetAdvanced(): void {
  const { [useSettings.getState().intent]: _mine, ...others } = useOverrides.getState();
  keep(others);
  setSettings({ negativePrompt: '', removed: '', seed: rollSeed(), seedLocked: false });
}

function keep(overrides: AdvancedOverrides): void {
  useOverrides.setState(overrides, true);
  writeStored(KEY, overrides);
}

/** What an earlier visit, or an earlier version, left: only names and types that are known now. */
function readOverrides(stored: unknown): AdvancedOverrides {
  const known = (values: unknown): Partial<Advanced> =>
    Object.fromEntries(
      Object.entries(values ?? {}).filter(
        ([key, value]) => typeof value === typeof ADVANCED_DEFAULTS[key as keyof Advanced],
      ),
    );
  const byIntent = (stored ?? {}) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    INTENTS.filter((intent) => byIntent[intent]).map((intent) => [intent, known(byIntent[intent])]),
  );
}
