import type { MethodId } from '../../../workers/shared/job.ts';
import { AdvancedNumber } from './AdvancedNumber.tsx';

/** Numbers that only some methods use. */
export function MethodNumbers({ method }: { readonly method: MethodId }) {
  switch (method) {
    case 'repaint':
      return (
        <>
          <AdvancedNumber name="jumpLength" min={1} max={150} sliderMax={20} step={1} />
          <AdvancedNumber name="resampling" min={1} max={20} sliderMax={10} step={1} />
        </>
      );
    case 'langevin':
      return (
        <>
          <AdvancedNumber name="innerSteps" min={0} max={20} sliderMax={10} step={1} />
          <AdvancedNumber name="stepSize" min={0.05} max={2} sliderMax={1} step={0.05} />
        </>
      );
    default:
      return null;
  }
}
