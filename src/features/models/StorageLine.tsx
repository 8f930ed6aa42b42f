import { useEffect, useState } from 'react';
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { useModels } from '../../stores/models-store.ts';

interface Storage {
  readonly used: number;
  readonly free: number;
  readonly persistent: boolean;
}

/** What the browser says of space. It is an estimate: a write is the only proof. */
export function StorageLine() {
  const records = useModels((state) => state.records);
  const settled = records.map(({ id, state }) => `${id} ${state}`).join();
  const [storage, setStorage] = useState<Storage | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when a model came, went or was finished
  useEffect(() => {
    let current = true;
    const ask = async () => {
      const { usage = 0, quota = 0 } = await navigator.storage.estimate();
      const persistent = await navigator.storage.persisted();
      if (current) setStorage({ used: usage, free: Math.max(0, quota - usage), persistent });
    };
    ask().catch(() => undefined);
    return () => {
      current = false;
    };
  }, [settled]);
  if (!storage) return null;
  const sizes = { used: formatBytes(storage.used), free: formatBytes(storage.free) };
  return (
    <p className="field-note">
      {t('models.storage', sizes)}. {t(storage.persistent ? 'models.persistent' : 'models.evictable')}
    </p>
  );
}
