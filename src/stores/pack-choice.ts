import { storedId } from '../../workers/shared/stored-model.ts';
import type { EngineClient } from '../engine-client/types.ts';
import { t } from '../i18n/t.ts';
import { readStored, writeStored } from '../lib/local-storage.ts';
import { notify } from './notices-store.ts';
import { setSettings, useSettings } from './settings-store.ts';

const CHOICE_KEY = 'lacuna.pack';
const WORK_KEY = 'lacuna.at-work';
const LOCK = 'lacuna-at-work:';

/**
 * Takes up the model of the last visit, unless that visit ended while the model was at work: one that brings a tab down
 * must not do so again with the next picture. From then on the choice is remembered.
 */
export async function takeUpPack(): Promise<void> {
  const choice = readStored(CHOICE_KEY);
  const crashed = await crashedPack();
  if (crashed !== null) {
    writeStored(CHOICE_KEY, null);
    notify('error', t('models.crashed', { name: storedId(crashed) ?? crashed }));
  } else if (typeof choice === 'string') setSettings({ pack: choice });
  useSettings.subscribe(({ pack }, before) => {
    if (pack !== before.pack) writeStored(CHOICE_KEY, pack);
  });
}

/** The pack that was at work in a tab that is gone without having said so; null after an orderly end. */
async function crashedPack(): Promise<string | null> {
  const mark = readStored(WORK_KEY) as { readonly pack?: unknown; readonly tab?: unknown } | null;
  if (typeof mark?.pack !== 'string') return null;
  const { held = [] } = await navigator.locks.query();
  if (held.some(({ name }) => name === `${LOCK}${mark.tab}`)) return null;
  writeStored(WORK_KEY, null);
  return mark.pack;
}

/** The engine, leaving a mark for as long as a model that somebody brought loads or fills. */
export function withWorkMarks(engine: EngineClient): EngineClient {
  const tab = crypto.randomUUID();
  // Held for as long as the tab lives; nobody ever waits for it.
  void navigator.locks.request(`${LOCK}${tab}`, () => new Promise(() => undefined));
  // A tab that is closed in the middle of a fill has not crashed.
  addEventListener('pagehide', () => writeStored(WORK_KEY, null));
  let open = 0;
  async function marked<T>(pack: string, task: () => Promise<T>): Promise<T> {
    if (storedId(pack) === null) return task();
    open += 1;
    writeStored(WORK_KEY, { pack, tab });
    try {
      return await task();
    } finally {
      open -= 1;
      if (open === 0) writeStored(WORK_KEY, null);
    }
  }
  return {
    ...engine,
    load: (pack) => marked(pack, () => engine.load(pack)),
    fill: (job, options) => marked(job.pack, () => engine.fill(job, options)),
  };
}
