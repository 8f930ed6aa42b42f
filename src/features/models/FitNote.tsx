import { needsText, unfitText } from '../../i18n/model-text.ts';
import { t } from '../../i18n/t.ts';
import { type ModelNeeds, unfitFor } from '../../lib/model-fit.ts';
import { deviceFacts, useDevice } from '../../stores/device-store.ts';

/** What a model needs, and whether this device has it. */
export function FitNote({ needs }: { readonly needs: ModelNeeds }) {
  const known = useDevice();
  const facts = deviceFacts(known);
  const reason = known.device ? unfitFor(needs, facts) : null;
  return (
    <>
      <p className="field-note">
        {needsText(needs)}
        {needs.half === true && `, ${t('models.needsHalf')}`}
        {known.device && reason === null && ` · ${t('models.fits')}`}
      </p>
      {reason !== null && <p className="model-unfit">{unfitText(reason, needs, facts)}</p>}
    </>
  );
}
