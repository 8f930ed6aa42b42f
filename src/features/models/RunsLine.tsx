import { providerText } from '../../i18n/engine-text.ts';
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { packBytes, useCurrentPack } from '../../stores/packs-store.ts';
import { useEngine } from '../../stores/use-services.ts';
import { ReportButton } from './ReportButton.tsx';

/** The model that the next fill uses, and what runs where: provider, precision and memory. */
export function RunsLine() {
  const pack = useCurrentPack();
  const info = useEngine((state) => state.info);
  const runs = useEngine((state) => state.runs);
  const current = (pack && runs[pack.id]) ?? null;
  return (
    <section aria-label={t('models.running')} className="models-runs">
      <div>
        <h3>{t('models.running')}</h3>
        {pack && (
          <p>
            <strong>{pack.name}</strong>
          </p>
        )}
        <p className="field-note">
          {[
            info && providerText(info, current),
            current?.precision,
            pack && t('models.weights', { bytes: formatBytes(packBytes(pack)) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <ReportButton />
    </section>
  );
}
