import { Copy } from 'lucide-react';
import { formatSeconds } from '../../i18n/format.ts';
import { stageText } from '../../i18n/stage-text.ts';
import { t } from '../../i18n/t.ts';
import { type Candidate, copySeed } from '../../stores/job-store.ts';
import { IconButton } from '../../ui/IconButton.tsx';

/** How a candidate came about: every stage, its seed, its time. Folded away until asked for. */
export function CandidateInfo({ candidate }: { readonly candidate: Candidate }) {
  const { chain, seed, totalMs, job } = candidate;
  return (
    <details className="disclosure candidate-info">
      <summary>{t('candidates.info')}</summary>
      <dl>
        <div>
          <dt>{t('advanced.seed')}</dt>
          <dd className="candidate-seed">
            {String(seed)}
            <IconButton label={t('candidates.copySeed')} icon={Copy} onClick={() => void copySeed(seed)} />
          </dd>
        </div>
        <div>
          <dt>{t('candidates.took')}</dt>
          <dd>{t('candidates.time', { seconds: formatSeconds(totalMs / 1000) })}</dd>
        </div>
        <div>
          <dt>{t('advanced.model')}</dt>
          <dd>{job.pack}</dd>
        </div>
        <div>
          <dt>{t('candidates.chain')}</dt>
          <dd>
            <ol>
              {chain.map(({ stage, note }) => (
                <li key={`${stage} ${note}`}>
                  {stageText(stage)}
                  {note !== '' && <span>{note}</span>}
                </li>
              ))}
            </ol>
          </dd>
        </div>
      </dl>
    </details>
  );
}
