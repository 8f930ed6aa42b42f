import { t } from '../../i18n/t.ts';
import { useModels } from '../../stores/models-store.ts';
import { notify } from '../../stores/notices-store.ts';
import { services } from '../../stores/services.ts';

/** What a bug report needs: device, runtime, self-test, models. Never pixels, never prompts. */
export function ReportButton() {
  const copy = async () => {
    const { status, info, loaded } = services().engine.getState();
    const models = useModels
      .getState()
      .records.map(({ id, source, commit, state, error }) => ({ id, source, commit, state, error }));
    const report = { browser: navigator.userAgent, status, info, loaded, models };
    await navigator.clipboard.writeText(JSON.stringify(report, null, 2));
    notify('info', t('models.reportCopied'));
  };
  return (
    <button type="button" className="button button-quiet" onClick={() => void copy().catch(() => undefined)}>
      {t('models.report')}
    </button>
  );
}
