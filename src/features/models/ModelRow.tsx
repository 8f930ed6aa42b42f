import { useEffect, useRef, useState } from 'react';
import { type ModelRecord, modelBytes, storedAddress } from '../../../workers/shared/stored-model.ts';
import { formatBytes } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { downloadBlob } from '../../lib/files.ts';
import { exportModel, pauseModel, removeModel, resumeModel, verifyModel } from '../../stores/models-store.ts';
import { setSettings, useSettings } from '../../stores/settings-store.ts';

/** One model of the store: its state, and what can be done with it now. */
export function ModelRow({ record }: { readonly record: ModelRecord }) {
  const { id, name, state, license, loadedBytes, error } = record;
  const total = modelBytes(record.files);
  const moving = state === 'downloading' || state === 'verifying';
  return (
    <li className="model">
      <div className="model-head">
        <strong>{name}</strong>
        <span className="model-state" data-state={state}>
          {useStateText(record, total)}
        </span>
      </div>
      {moving && <progress aria-label={t('models.progress', { name })} max={total} value={loadedBytes} />}
      <p className="field-note">
        {license === '' ? t('models.licenseUnknown') : t('models.license', { license })}
      </p>
      {error && <p className="model-error">{error.message}</p>}
      <div className="model-actions">
        {state === 'ready' && <UseButton id={id} />}
        {state === 'downloading' && <Action label={t('models.pause')} run={() => pauseModel(id)} />}
        {state === 'paused' && <Action label={t('models.resume')} run={() => resumeModel(id)} />}
        {state === 'damaged' && <Action label={t('models.repair')} run={() => resumeModel(id)} />}
        {state === 'ready' && <Action label={t('models.verify')} run={() => verifyModel(id)} />}
        {state === 'ready' && <Action label={t('models.export')} run={() => save(record)} />}
        {state !== 'verifying' && <Action label={t('models.remove')} run={() => removeModel(record)} />}
      </div>
    </li>
  );
}

async function save(record: ModelRecord): Promise<void> {
  const archive = await exportModel(record);
  if (archive) downloadBlob(archive, `${record.id}.zip`);
}

function UseButton({ id }: { readonly id: string }) {
  const address = storedAddress(id);
  const current = useSettings((state) => state.pack) === address;
  return (
    <button
      type="button"
      className="button button-accent"
      disabled={current}
      onClick={() => setSettings({ pack: address })}
    >
      {t(current ? 'models.inUse' : 'models.use')}
    </button>
  );
}

function Action({ label, run }: { readonly label: string; readonly run: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const click = () => {
    setBusy(true);
    void run().finally(() => setBusy(false));
  };
  // A download answers when it ends: the buttons of its next state must not wait for that.
  return (
    <button type="button" className="button" disabled={busy && label === t('models.export')} onClick={click}>
      {label}
    </button>
  );
}

/** Speeds are averaged over about so many milliseconds. */
const SPEED_MS = 4000;

function useStateText({ state, loadedBytes }: ModelRecord, total: number): string {
  const speed = useSpeed(loadedBytes, state === 'downloading');
  const sizes = { loaded: formatBytes(loadedBytes), total: formatBytes(total) };
  if (state !== 'downloading') return t(`models.state.${state}`, sizes);
  const megabytes = ((speed * 1000) / 1e6).toFixed(1);
  return t('models.state.downloading', {
    ...sizes,
    speed: megabytes,
    left: leftText((total - loadedBytes) / speed / 1000),
  });
}

function leftText(seconds: number): string {
  if (!Number.isFinite(seconds)) return t('models.leftUnknown');
  return seconds > 90
    ? t('models.leftMinutes', { minutes: Math.round(seconds / 60) })
    : t('models.leftSeconds', { seconds: Math.ceil(seconds) });
}

/** Bytes a millisecond, over the last moments. */
function useSpeed(bytes: number, running: boolean): number {
  const marks = useRef<{ at: number; bytes: number }[]>([]);
  useEffect(() => {
    if (!running) {
      marks.current = [];
      return;
    }
    const now = performance.now();
    marks.current = [...marks.current, { at: now, bytes }].filter(({ at }) => now - at < SPEED_MS);
  }, [bytes, running]);
  const [first] = marks.current;
  const last = marks.current.at(-1);
  return first && last && last.at > first.at ? (last.bytes - first.bytes) / (last.at - first.at) : 0;
}
