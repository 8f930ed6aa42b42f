import { Expand, ImageMinus, ImagePlus, type LucideIcon, PaintBucket, SwatchBook } from 'lucide-react';
import type { MessageKey } from '../../i18n/catalogue.ts';
import { t } from '../../i18n/t.ts';
import { OFFERED_INTENTS } from '../../lib/sampling.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { setSettings, useSettings } from '../../stores/settings-store.ts';

type Offered = (typeof OFFERED_INTENTS)[number];

const ICONS: Readonly<Record<Offered, LucideIcon>> = {
  remove: ImageMinus,
  fill: PaintBucket,
  add: ImagePlus,
  expand: Expand,
  refine: SwatchBook,
};
const HINTS: Readonly<Record<Offered, MessageKey>> = {
  remove: 'intent.removeHint',
  fill: 'intent.fillHint',
  add: 'intent.addHint',
  expand: 'intent.expandHint',
  refine: 'intent.refineHint',
};

/** What the person wants done with the painted area. */
export function IntentPicker() {
  const current = useSettings((state) => state.intent);
  return (
    <div role="radiogroup" aria-label={t('intent.label')} className="choices intents">
      {OFFERED_INTENTS.map((intent) => {
        const Icon = ICONS[intent];
        return (
          <label key={intent} title={t(HINTS[intent])}>
            <input
              type="radio"
              name="intent"
              aria-label={t(`intent.${intent}`)}
              checked={intent === current}
              onChange={() => setSettings({ intent })}
            />
            <Icon size={17} strokeWidth={1.75} aria-hidden="true" />
            <span>{t(`intent.${intent}`)}</span>
          </label>
        );
      })}
    </div>
  );
}

/** One line on what the chosen intent does. */
export function IntentHint() {
  const intent = useSettings((state) => state.intent);
  // A pack that lists its words is one of the small ones that come with the page.
  const isSmall = useCurrentPack()?.words.length !== 0;
  const offered = OFFERED_INTENTS.find((candidate) => candidate === intent);
  if (!offered) return null;
  const hint = offered === 'add' && isSmall ? 'intent.addHintSmall' : HINTS[offered];
  return <p className="intent-hint">{t(hint)}</p>;
}
