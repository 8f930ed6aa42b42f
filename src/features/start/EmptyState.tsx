import { ShieldCheck } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { useSamples } from '../../stores/samples-store.ts';
import { KeptWork } from './KeptWork.tsx';
import { OpenButton } from './OpenButton.tsx';
import { SampleCard } from './SampleCard.tsx';
import { Steps } from './Steps.tsx';
import './start.css';

/** What the page shows before a picture is open: where to begin, in one glance. */
export function EmptyState() {
  const samples = useSamples((state) => state.samples);
  return (
    <div className="start">
      <KeptWork />
      <div className="start-drop">
        <h2>{t('start.title')}</h2>
        <Steps />
        <OpenButton large />
        <p className="start-lead">
          <span>{t('start.lead')}</span> {t('start.extend')}
        </p>
      </div>
      {samples.length > 0 && (
        <section className="start-samples" aria-labelledby="samples-title">
          <h3 id="samples-title">{t('start.samples')}</h3>
          <ul>
            {samples.slice(0, 2).map((sample) => (
              <SampleCard key={sample.id} sample={sample} />
            ))}
          </ul>
        </section>
      )}
      <p className="start-privacy">
        <ShieldCheck size={16} strokeWidth={1.75} aria-hidden="true" />
        {t('start.privacy')}
      </p>
    </div>
  );
}
