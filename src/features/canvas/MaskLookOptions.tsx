import type { MessageKey } from '../../i18n/catalogue.ts';
import { formatPercent } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { setMaskLook } from '../../stores/mask-actions.ts';
import { useEditor } from '../../stores/use-services.ts';
import { OptionSlider } from './OptionSlider.tsx';

/** Colours that are rare in photographs; the first one is the page's own. */
const COLORS: readonly { readonly css: string | null; readonly name: MessageKey }[] = [
  { css: null, name: 'mask.colorRed' },
  { css: '#00e05a', name: 'mask.colorGreen' },
  { css: '#2f7bff', name: 'mask.colorBlue' },
  { css: '#ffe100', name: 'mask.colorYellow' },
];
const OWN = '#ff2e63';

/** Colour and strength of the mask over the picture. */
export function MaskLookOptions() {
  const { color, opacity } = useEditor((state) => state.maskLook);
  return (
    <fieldset aria-label={t('mask.look')} className="mask-look">
      <div className="mask-colors" role="radiogroup" aria-label={t('mask.color')}>
        {COLORS.map(({ css, name }) => (
          <label key={name} title={t(name)} style={{ backgroundColor: css ?? OWN }}>
            <input
              type="radio"
              name="mask-color"
              aria-label={t(name)}
              checked={css === color}
              onChange={() => setMaskLook({ color: css })}
            />
          </label>
        ))}
      </div>
      <OptionSlider
        label={t('mask.opacity')}
        short={t('mask.opacityShort')}
        text={formatPercent(opacity)}
        value={Math.round(100 * opacity)}
        onChange={(percent) => setMaskLook({ opacity: percent / 100 })}
      />
    </fieldset>
  );
}
