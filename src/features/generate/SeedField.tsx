import { Dices, Lock, LockOpen } from 'lucide-react';
import { useId, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { rollSeed } from '../../lib/seed.ts';
import { setSeed, setSettings, useSettings } from '../../stores/settings-store.ts';
import { IconButton } from '../../ui/IconButton.tsx';

/** The seed: new for each run, or kept once it is typed or locked. */
export function SeedField() {
  const seed = useSettings((state) => state.seed);
  const locked = useSettings((state) => state.seedLocked);
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  return (
    <div className="field field-seed">
      <label htmlFor={id}>{t('advanced.seed')}</label>
      <input
        id={id}
        type="number"
        aria-description={t('advanced.seedHint')}
        min={0}
        max={4294967295}
        step={1}
        value={typed ?? seed}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value !== '') setSeed(Number(event.target.value));
        }}
        onBlur={() => setTyped(null)}
      />
      <IconButton
        label={t('advanced.seedRoll')}
        icon={Dices}
        onClick={() => setSettings({ seed: rollSeed() })}
      />
      <IconButton
        label={t('advanced.seedLock')}
        icon={locked ? Lock : LockOpen}
        aria-pressed={locked}
        onClick={() => setSettings({ seedLocked: !locked })}
      />
      <p className="field-hint" aria-hidden="true">
        {t('advanced.seedHint')}
      </p>
    </div>
  );
}
