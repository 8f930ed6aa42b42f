import { History } from 'lucide-react';
import type { SessionInfo } from '../../../workers/shared/session.ts';
import { formatMoment } from '../../i18n/format.ts';
import { t, tn } from '../../i18n/t.ts';
import { discardWork, resumeWork, useRecovery } from '../../stores/recovery-store.ts';
import './kept-work.css';

/** Work of earlier visits that ended without an export: a crash, a closed lid, a killed tab. */
export function KeptWork() {
  const sessions = useRecovery((state) => state.sessions);
  if (sessions.length === 0) return null;
  return (
    <section className="kept" aria-labelledby="kept-title">
      <h3 id="kept-title">
        <History size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('kept.title')}
      </h3>
      <ul>
        {sessions.slice(0, 3).map((session) => (
          <KeptItem key={session.id} session={session} />
        ))}
      </ul>
    </section>
  );
}

function KeptItem({ session }: { readonly session: SessionInfo }) {
  const { name, edits, changedAt, id } = session;
  return (
    <li>
      <p>
        <span>{name}</span>
        <small>
          {tn('kept.edits', edits)} · {formatMoment(changedAt)}
        </small>
      </p>
      <button
        type="button"
        className="button"
        aria-label={t('kept.discardNamed', { name })}
        onClick={() => discardWork(id)}
      >
        {t('kept.discard')}
      </button>
      <button
        type="button"
        className="button button-accent"
        aria-label={t('kept.continueNamed', { name })}
        onClick={() => void resumeWork(session)}
      >
        {t('kept.continue')}
      </button>
    </li>
  );
}
