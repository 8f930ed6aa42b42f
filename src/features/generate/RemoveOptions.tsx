import { t } from '../../i18n/t.ts';
import { setFillOnLift, useSettings } from '../../stores/settings-store.ts';

/** What Remove alone offers. */
export function RemoveOptions() {
  const intent = useSettings((state) => state.intent);
  const fillOnLift = useSettings((state) => state.fillOnLift);
  if (intent !== 'remove') return null;
  return (
    <label className="check" title={t('remove.onLiftHint')}>
      <input
        type="checkbox"
        aria-description={t('remove.onLiftHint')}
        checked={fillOnLift}
        onChange={(event) => setFillOnLift(event.target.checked)}
      />
      {t('remove.onLift')}
    </label>
  );
}
