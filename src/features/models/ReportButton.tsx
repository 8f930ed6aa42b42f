import { t } from '../../i18n/t.ts';
import { versions } from '../../stores/versions.ts';
import { reportText } from '../../stores/report.ts';
import { lastTroubles } from '../../lib/trouble.ts';
import { readDevice, useDevice } from '../../stores/device-store.ts';
import { useModels } from '../../stores/models-store.ts';
import { notify } from '../../stores/notices-store.ts';
import { services } from '../../stores/services.ts';

/** Copies what a report of a fault needs: device, limits, versions, self-test, models, last errors. */
export function ReportButton() {
  const copy = async () => {
    await readDevice();
    const text = reportText({
      versions: await versions(),
      browser: navigator.userAgent,
      engine: services().engine.getState(),
      ...useDevice.getState(),
      models: useModels.getState().records,
      errors: lastTroubles(),
    });
    await navigator.clipboard.writeText(text);
    notify('info', t('models.reportCopied'));
  };
  return (
    <button
      type="button"
      className="button"
      onClick={() => void copy().catch(() => notify('error', t('models.reportFailed')))}
    >
      {t('models.report')}
    </button>
  );
}
