import { t } from '../../i18n/t.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { setSettings } from '../../stores/settings-store.ts';

/** Makes a pack the one that the next fill uses. */
export function UseButton({ address, name }: { readonly address: string; readonly name: string }) {
  const current = useCurrentPack()?.id === address;
  return (
    <button
      type="button"
      className="button button-accent"
      aria-label={`${t(current ? 'models.inUse' : 'models.use')}: ${name}`}
      disabled={current}
      onClick={() => setSettings({ pack: address })}
    >
      {t(current ? 'models.inUse' : 'models.use')}
    </button>
  );
}
