import { useEffect, useState } from 'react';
import { phaseText } from '../../i18n/progress-text.ts';
import { t } from '../../i18n/t.ts';
import { secondsLeft } from '../../lib/remaining-time.ts';
import { useJob } from '../../stores/job-store.ts';
import { useEngine } from '../../stores/use-services.ts';

/** Phase, step n of N, share done and time left. */
export function RunProgress() {
  const progress = useJob((state) => state.progress);
  const fetch = useEngine((state) => state.fetch);
  const started = useEngine((state) => state.status === 'ready' || state.status === 'busy');
  const text = phaseText(progress, fetch, started);
  const many = progress && progress.candidates > 1;
  const left = useSecondsLeft();
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

/** Counts down between the engine's reports too. */
function useSecondsLeft(): number | null {
  const remaining = useJob((state) => state.remaining);
  const startedAt = useJob((state) => state.startedAt);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return secondsLeft(remaining, startedAt, Math.max(now, remaining?.atMs ?? 0));
}

const TICK_MS = 500;
