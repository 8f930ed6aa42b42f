import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { OptionSlider } from './OptionSlider.tsx';

/** How alike colours have to be, and whether they have to touch. */
export function WandOptions() {
  const { tolerance, contiguous } = useEditor((state) => state.options);
  const { editor } = services();
  return (
    <>
      <OptionSlider
        label={t('tools.tolerance')}
        short={t('tools.tolerance')}
        text={formatNumber(tolerance)}
        max={255}
        value={tolerance}
        onChange={(value) => editor.setOptions({ tolerance: value })}
      />
      <label className="tool-check">
        <input
          type="checkbox"
          checked={contiguous}
          onChange={(event) => editor.setOptions({ contiguous: event.target.checked })}
        />
        {t('tools.contiguous')}
      </label>
    </>
  );
}
