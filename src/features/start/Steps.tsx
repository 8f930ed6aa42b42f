import { t } from '../../i18n/t.ts';
import { sampleUrl } from '../../stores/samples-store.ts';

const STEPS = [
  ['step-before.jpg', 'start.stepOpen'],
  ['step-painted.jpg', 'start.stepPaint'],
  ['step-after.jpg', 'start.stepFill'],
] as const;

/** All there is to know, as three pictures of one place: a stone, the stone painted over, no stone. */
export function Steps() {
  return (
    <ol className="start-steps">
      {STEPS.map(([file, text]) => (
        <li key={file}>
          <img src={sampleUrl(file)} alt="" width={180} height={120} decoding="async" />
          <span>{t(text)}</span>
        </li>
      ))}
    </ol>
  );
}
