import { type ModelRecord, modelBytes, storedAddress } from '../../../workers/shared/stored-model.ts';
import { formatBytes } from '../../i18n/format.ts';
import { modelErrorText, modelName, paceText, sourceText } from '../../i18n/model-text.ts';
import { t } from '../../i18n/t.ts';
import { needsOf } from '../../stores/model-download.ts';
import { FitNote } from './FitNote.tsx';
import { ModelActions } from './ModelActions.tsx';
import { UseButton } from './UseButton.tsx';
import { useSpeed } from './use-speed.ts';

/** First letters of a commit: enough to compare by eye. */
const SHORT = 7;

/** One model of the store: its state, and what can be done with it now. */
export function ModelRow({ record }: { readonly record: ModelRecord }) {
  const { id, state, license, commit } = record;
  const name = modelName(record);
  const total = modelBytes(record.files);
  const moving = state === 'downloading' || state === 'verifying';
  const error = modelErrorText(record);
  return (
    <li className="model">
      <div className="model-head">
        <strong>{name}</strong>
        <span className="model-state" data-state={state}>
          {stateText(record, total)}
        </span>
      </div>
      {moving && <Progress record={record} total={total} />}
      <p className="field-note">
        {license === '' ? t('models.licenseUnknown') : t('models.license', { license })}
      </p>
      <p className="field-note model-source">
        {sourceText(record)}
        {commit !== null && ` · ${t('models.commit', { commit: commit.slice(0, SHORT) })}`}
      </p>
      {!moving && <FitNote needs={needsOf(record)} />}
      {error !== null && <p className="model-error">{error}</p>}
      <div className="model-actions">
        {state === 'ready' && <UseButton address={storedAddress(id)} name={name} />}
        <ModelActions record={record} />
      </div>
    </li>
  );
}

function Progress({ record, total }: { readonly record: ModelRecord; readonly total: number }) {
  const { state, loadedBytes } = record;
  const name = modelName(record);
  const speed = useSpeed(loadedBytes, state === 'downloading');
  return (
    <>
      <progress aria-label={t('models.progress', { name })} max={total} value={loadedBytes} />
      {state === 'downloading' && <p className="model-pace">{paceText(speed, total - loadedBytes)}</p>}
    </>
  );
}

function stateText({ state, loadedBytes }: ModelRecord, total: number): string {
  const sizes = { loaded: formatBytes(loadedBytes), total: formatBytes(total) };
  return t(state === 'paused' && loadedBytes === 0 ? 'models.state.new' : `models.state.${state}`, sizes);
}
