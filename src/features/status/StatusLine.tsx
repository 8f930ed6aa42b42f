import { Check, Cpu } from 'lucide-react';
import type { EngineInfo, PackRuns } from '../../../workers/shared/protocol.ts';
import { providerReason, providerText } from '../../i18n/engine-text.ts';
import { fetchText } from '../../i18n/progress-text.ts';
import { t } from '../../i18n/t.ts';
import { useExport } from '../../stores/export-store.ts';
import { useJob } from '../../stores/job-store.ts';
import { useOpening } from '../../stores/open-store.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { services } from '../../stores/services.ts';
import { useEditor, useEngine, usePwa } from '../../stores/use-services.ts';
import { SaveStatus } from './SaveStatus.tsx';
import './status.css';

/** One calm line: what runs the model and why, what goes on, and what is true of offline use. */
export function StatusLine() {
  const offline = usePwa((state) => state.offlineReady);
  const fetching = useEngine((state) => state.fetch !== null);
  const update = usePwa((state) => state.updateReady);
  const document = useEditor((state) => state.document);
  const running = useJob((state) => state.running);
  return (
    <footer className="status">
      <div role="status" className="status-live">
        <Cpu size={14} strokeWidth={1.75} aria-hidden="true" />
        <span className="status-engine">
          <EngineText />
        </span>
        {/* Bytes are counted for the eye: spoken, every one of them would interrupt. */}
        <span className="status-now" aria-live={fetching ? 'off' : undefined}>
          {useActivity()}
        </span>
        {offline && (
          <span className="status-offline">
            <Check size={14} strokeWidth={2} aria-hidden="true" />
            {t('status.offline')}
          </span>
        )}
      </div>
      <SaveStatus />
      {/* What `applyUpdate` would refuse, and why. */}
      {update && (document || running) && (
        <span className="status-later" title={t('status.updateLaterHint')}>
          {t('status.updateLater')}
        </span>
      )}
      {update && !document && !running && (
        <button type="button" className="status-update" onClick={() => services().pwa.applyUpdate()}>
          {t('status.update')} · {t('status.updateApply')}
        </button>
      )}
      {document && (
        <span className="status-size">
          {t('status.size', { width: String(document.width), height: String(document.height) })}
        </span>
      )}
    </footer>
  );
}

function EngineText() {
  const status = useEngine((state) => state.status);
  const info = useEngine((state) => state.info);
  const pack = useCurrentPack();
  const runs = useEngine((state) => (pack && state.runs[pack.id]) ?? null);
  switch (status) {
    case 'cold':
    case 'waiting':
    case 'starting':
    case 'restarting':
    case 'off':
      return t(`status.${status}`);
    case 'ready':
    case 'busy':
      return info ? <ProviderText info={info} runs={runs} /> : t('status.starting');
  }
}

/** In plain words, with the exact ones as a hint. The reason goes first where room is short. */
function ProviderText({ info, runs }: { readonly info: EngineInfo; readonly runs: PackRuns | null }) {
  const why = providerReason(info, runs);
  return (
    <span title={providerText(info, runs)}>
      {t((runs?.provider ?? info.provider) === 'wasm' ? 'status.processor' : 'status.graphics')}
      {why !== '' && <span className="roomy-only"> ({why})</span>}
    </span>
  );
}

/** What goes on now, coarse enough to be spoken: steps belong to the progress bar. */
function useActivity(): string {
  const opening = useOpening((state) => state.name);
  const fetch = useEngine((state) => state.fetch);
  const exporting = useExport((state) => state.exporting);
  const running = useJob((state) => state.running);
  const phase = useJob((state) => state.progress?.phase);
  if (exporting) return t('export.working');
  if (opening !== null) return t('open.opening', { name: opening });
  if (running && phase) {
    if (phase === 'fetch') return t('run.fetch');
    return phase === 'denoise' ? t('run.denoiseShort') : t(`run.${phase}`);
  }
  return fetch && fetch.loadedBytes < fetch.totalBytes ? fetchText(fetch) : '';
}
