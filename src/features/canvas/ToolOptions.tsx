import { CircleSlash2, Contrast } from 'lucide-react';
import { formatPercent, formatPixels } from '../../i18n/format.ts';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { brushToSlider, sliderToBrush } from '../../lib/brush-scale.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';

/** What the current tool can be told, and the mask's own commands. */
export function ToolOptions() {
  const open = useEditor((state) => state.document !== null);
  const tool = useEditor((state) => state.tool);
  const masked = useEditor((state) => state.maskBounds !== null);
  if (!open) return <div className="tool-options" />;
  const { editor } = services();
  return (
    <section className="tool-options" aria-label={t('tools.options')}>
      {(tool === 'brush' || tool === 'eraser') && <BrushSliders />}
      {tool === 'hand' && <p className="tool-hint">{t('tools.hintHand')}</p>}
      {tool === 'rectangle' && <p className="tool-hint">{t('tools.hintRectangle')}</p>}
      <div className="tool-actions">
        <button
          type="button"
          className="button button-quiet"
          aria-label={t('tools.invert')}
          title={withKeys(t('tools.invert'), 'Ctrl+I')}
          onClick={() => editor.invertMask()}
        >
          <Contrast size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="roomy-only">{t('tools.invert')}</span>
        </button>
        <button
          type="button"
          className="button button-quiet"
          aria-label={t('tools.clear')}
          title={withKeys(t('tools.clear'), 'Ctrl+D')}
          disabled={!masked}
          onClick={() => editor.clearMask()}
        >
          <CircleSlash2 size={16} strokeWidth={1.75} aria-hidden="true" />
          <span className="roomy-only">{t('tools.clear')}</span>
        </button>
      </div>
    </section>
  );
}

function BrushSliders() {
  const brush = useEditor((state) => state.brush);
  const { editor } = services();
  const hardness = Math.round(brush.hardness * 100);
  return (
    <>
      <label className="tool-slider">
        <span aria-hidden="true">{t('tools.sizeShort')}</span>
        <input
          type="range"
          aria-label={t('tools.size')}
          aria-valuetext={formatPixels(brush.size)}
          min={0}
          max={100}
          step={0.5}
          value={brushToSlider(brush.size)}
          onChange={(event) => editor.setBrush({ size: sliderToBrush(Number(event.target.value)) })}
        />
        <span className="tool-value">{formatPixels(brush.size)}</span>
      </label>
      <label className="tool-slider tool-slider-hardness">
        <span aria-hidden="true">{t('tools.hardnessShort')}</span>
        <input
          type="range"
          aria-label={t('tools.hardness')}
          aria-valuetext={formatPercent(brush.hardness)}
          min={0}
          max={100}
          value={hardness}
          onChange={(event) => editor.setBrush({ hardness: Number(event.target.value) / 100 })}
        />
        <span className="tool-value">{formatPercent(brush.hardness)}</span>
      </label>
    </>
  );
}
