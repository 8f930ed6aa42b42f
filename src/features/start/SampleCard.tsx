import { t } from '../../i18n/t.ts';
import { openSample } from '../../stores/open-store.ts';
import { type Sample, sampleTitle, sampleUrl } from '../../stores/samples-store.ts';

interface Props {
  readonly sample: Sample;
  /** Runs before the sample opens. */
  readonly onChoose?: () => void;
}

/** A sample to open: its picture, what can be done with it, and whose it is. */
export function SampleCard({ sample, onChoose }: Props) {
  const title = sampleTitle(sample);
  const credit = `${t('start.credit', { credit: sample.credit })} (${sample.licence})`;
  return (
    <li>
      <button
        type="button"
        className="sample"
        aria-label={t('start.sample', { title })}
        title={credit}
        onClick={() => {
          onChoose?.();
          void openSample(sample);
        }}
      >
        <img src={sampleUrl(sample.thumb)} alt="" width={312} height={156} loading="lazy" decoding="async" />
        <span>{title}</span>
      </button>
      <p className="sample-credit">{credit}</p>
    </li>
  );
}
