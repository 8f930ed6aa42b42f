import { Check } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { setSettings } from '../../stores/settings-store.ts';

/** Makes a pack the one that the next fill uses, or says that it is. */
export function UseButton({ address, name }: { readonly address: string; readonly name: string }) {
  const current = useCurrentPack()?.id === address;
  const label = t(current ? 'models.inUse' : 'models.use');
  return (
    <button
      type="button"
      className={current ? 'button model-used' : 'button'}
      aria-label={`${label}: ${name}`}
      // Not `disabled`: whoever pressed it by key would lose the place in the list.
      aria-disabled={current}
      onClick={() => setSettings({ pack: address })}
    >
      {current && <Check size={16} strokeWidth={2} aria-hidden="true" />}
      {label}
    </button>
  );
}
