import { phaseText, secondsLeft } from '../../i18n/progress-text.ts';
import { t } from '../../i18n/t.ts';
import { useJob } from '../../stores/job-store.ts';
import { useEngine } from '../../stores/use-services.ts';

/** Phase, step n of N, share done and time left. */
export function RunProgress() {
  const progress = useJob((state) => state.progress);
  const startedAt = useJob((state) => state.startedAt);
  const fetch = useEngine((state) => state.fetch);
  const started = useEngine((state) => state.status === 'ready' || state.status === 'busy');
  const text = phaseText(progress, fetch, started);
  const many = progress && progress.candidates > 1;
  const left = progress ? secondsLeft(progress.fraction, performance.now() - startedAt) : null;
  return (
    <div className="run-progress">
      <div className="run-line">
        <span>{text}</span>
        <span className="run-side">{left !== null && t('run.left', { seconds: left })}</span>
      </div>
      {/* Without a value the bar says that something goes on, no more. */}
      <progress
        aria-label={t('run.progress')}
        aria-valuetext={text}
        max={1}
        {...(progress && progress.fraction > 0 ? { value: progress.fraction } : {})}
      />
      {many && (
        <p className="run-side">
          {t('run.candidate', { index: progress.candidate + 1, count: progress.candidates })}
        </p>
      )}
    </div>
  );
}
