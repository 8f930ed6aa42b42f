import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { type StorageFacts, useDevice } from '../../stores/device-store.ts';

/** What the browser says of space, and whether it promises to keep what is here. */
export function StorageLine() {
  const storage = useDevice((state) => state.storage);
  if (!storage) return null;
  const sizes = { used: formatBytes(storage.usedBytes), free: formatBytes(storage.freeBytes) };
  return (
    <p className="field-note">
      {t('models.storage', sizes)} {t(promiseOf(storage))}
    </p>
  );
}

function promiseOf({ persistent, asked }: StorageFacts) {
  if (persistent) return 'models.persistent';
  return asked ? 'models.refused' : 'models.evictable';
}
