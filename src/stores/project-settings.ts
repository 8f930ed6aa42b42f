import type { ProjectSettings } from '../../workers/shared/project.ts';
import { withoutModel } from '../../workers/shared/sampling-values.ts';
import { replaceAdvanced, useOverrides } from './advanced-store.ts';
import { isPackThere } from './pack-there.ts';
import { setSettings, useSettings } from './settings-store.ts';

/** What is set for the next fill, as a project keeps it. */
export function projectSettings(): ProjectSettings {
  const { intent, prompt, negativePrompt, removed, seed, seedLocked, pack } = useSettings.getState();
  const sampling = useOverrides.getState()[intent] ?? {};
  return { intent, prompt, negativePrompt, removed, seed: seedLocked ? seed : null, pack, sampling };
}

/** What puts a project's settings in force: its model only where that is there. */
export async function settingsRestorer(settings: ProjectSettings): Promise<() => void> {
  const { intent, prompt, negativePrompt, removed, seed, pack, sampling } = settings;
  const isThere = typeof pack === 'string' && (await isPackThere(pack));
  return () => {
    const isSamePack = isThere || (pack === null && useSettings.getState().pack === null);
    setSettings({
      intent,
      prompt,
      negativePrompt,
      ...(removed !== undefined && { removed }),
      ...(seed === null && { seedLocked: false }),
      ...(typeof seed === 'number' && { seed, seedLocked: true }),
      ...(isThere && { pack }),
    });
    if (sampling) replaceAdvanced(intent, isSamePack ? sampling : withoutModel(sampling));
  };
}
