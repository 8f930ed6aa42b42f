import type { Sides } from '../../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import { t, tn } from '../../i18n/t.ts';
import { ratioName } from '../../lib/ratio.ts';
import { usePlan } from './use-plan.ts';

interface Props {
  readonly after: Rect;
  readonly canvas: Rect;
  readonly extent: Sides;
}

/** The new size and ratio, and what making it takes. */
export function ExtentLabel({ after, canvas, extent }: Props) {
  const { steps, seconds } = usePlan(canvas, extent);
  return (
    <p className="extend-label" aria-hidden="true">
      <span>
        {after.width} × {after.height}
      </span>
      <span>{ratioName(after)}</span>
      {steps.length > 0 && (
        <span className="extend-cost">
          {tn('extend.steps', steps.length)}
          {seconds !== null && `, ${t('extend.seconds', { seconds })}`}
        </span>
      )}
    </p>
  );
}
