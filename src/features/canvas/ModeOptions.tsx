import { type LucideIcon, SquareMinus, SquarePlus, SquaresIntersect } from 'lucide-react';
import type { MaskMode } from '../../editor/tools/options.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';

const LOOKS: Readonly<Record<MaskMode, { readonly name: MessageKey; readonly icon: LucideIcon }>> = {
  add: { name: 'tools.modeAdd', icon: SquarePlus },
  subtract: { name: 'tools.modeSubtract', icon: SquareMinus },
  intersect: { name: 'tools.modeIntersect', icon: SquaresIntersect },
};

const ALL: readonly MaskMode[] = ['add', 'subtract', 'intersect'];

/** Whether a tool adds to the mask, takes away from it, or keeps what both have. */
export function ModeOptions({ modes = ALL }: { readonly modes?: readonly MaskMode[] }) {
  const set = useEditor((state) => state.options.mode);
  // a brush cannot intersect: it adds then
  const mode = modes.includes(set) ? set : 'add';
  return (
    <div className="mode" role="radiogroup" aria-label={t('tools.mode')}>
      {modes.map((id) => {
        const { name, icon: Icon } = LOOKS[id];
        return (
          <label key={id} title={t(name)}>
            <input
              type="radio"
              name="mask-mode"
              aria-label={t(name)}
              checked={id === mode}
              onChange={() => services().editor.setOptions({ mode: id })}
            />
            <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
          </label>
        );
      })}
    </div>
  );
}
