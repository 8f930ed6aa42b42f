import { formatPercent, formatPixels } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { brushToSlider, sliderToBrush } from '../../lib/brush-scale.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { OptionSlider } from './OptionSlider.tsx';
import { PenOptions } from './PenOptions.tsx';

/** Size, hardness and opacity of the brush. */
export function BrushOptions() {
  const brush = useEditor((state) => state.brush);
  const { editor } = services();
  return (
    <>
      <OptionSlider
        label={t('tools.size')}
        short={t('tools.sizeShort')}
        text={formatPixels(brush.size)}
        value={brushToSlider(brush.size)}
        step={0.5}
        onChange={(position) => editor.setBrush({ size: sliderToBrush(position) })}
      />
      <OptionSlider
        label={t('tools.hardness')}
        short={t('tools.hardnessShort')}
        text={formatPercent(brush.hardness)}
        value={Math.round(100 * brush.hardness)}
        onChange={(percent) => editor.setBrush({ hardness: percent / 100 })}
      />
      <OptionSlider
        label={t('tools.opacity')}
        short={t('tools.opacityShort')}
        text={formatPercent(brush.opacity)}
        min={1}
        value={Math.round(100 * brush.opacity)}
        onChange={(percent) => editor.setBrush({ opacity: percent / 100 })}
      />
      <PenOptions />
    </>
  );
}
