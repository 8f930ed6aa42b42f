import { Images } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { useSamples } from '../../stores/samples-store.ts';
import { Popover } from '../../ui/Popover.tsx';
import { SampleCard } from './SampleCard.tsx';

/** The way back to the samples once a picture is open. */
export function SamplesButton() {
  const samples = useSamples((state) => state.samples);
  if (samples.length === 0) return null;
  return (
    <Popover label={t('start.otherSamples')} icon={Images}>
      {(close) => (
        <ul className="samples-menu">
          {samples.map((sample) => (
            <SampleCard key={sample.id} sample={sample} onChoose={close} />
          ))}
        </ul>
      )}
    </Popover>
  );
}
