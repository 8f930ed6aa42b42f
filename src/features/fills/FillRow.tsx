import { Eye, EyeOff, SlidersHorizontal, SquareSplitHorizontal } from 'lucide-react';
import { useRef, useState } from 'react';
import type { FillEntry } from '../../editor/ports.ts';
import { t } from '../../i18n/t.ts';
import { madeByHand } from '../../lib/made-by-hand.ts';
import { thumbOf } from '../../stores/fill-thumb.ts';
import { useJob } from '../../stores/job-store.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { PixelThumb } from '../../ui/PixelThumb.tsx';
import { useHoldOrTap } from '../../ui/use-hold-or-tap.ts';
import { FillEditor } from './FillEditor.tsx';

/** One fill: what it is, and what can be done to it. `index` counts from 1, the undermost. */
export function FillRow({ fill, index }: { readonly fill: FillEntry; readonly index: number }) {
  const [editing, setEditing] = useState(false);
  // What is on show is the candidates' then.
  const staging = useJob((state) => state.running || state.candidates.length > 0);
  const { editor } = services();
  const without = useEditor((state) => state.without === fill.id);
  const wasWithout = useRef(false);
  const held = useHoldOrTap(
    (on) => {
      if (on) wasWithout.current = without;
      editor.showWithout(on ? fill.id : null);
    },
    () => editor.showWithout(wasWithout.current ? null : fill.id),
  );
  const byHand = madeByHand(fill);
  const intent = byHand ? t(`tools.${byHand}`) : t(`intent.${fill.job.intent}`);
  const { prompt } = fill.job;
  const own = byHand !== null || fill.chain[0]?.stage === 'exemplar';
  const { width, height } = fill.rect;
  const size = { width: String(width), height: String(height) };
  const made = own ? t('candidates.own') : t('candidates.seed', { seed: String(fill.seed) });
  return (
    <li data-hidden={!fill.visible}>
      <div className="fill-row">
        <span className="fill-thumb">
          <PixelThumb pixels={thumbOf(fill, fill.id)} />
        </span>
        <p title={made}>
          <span>
            {prompt ? t('fills.words', { index, intent, prompt }) : t('fills.name', { index, intent })}
          </span>
          <small>{t('fills.size', size)}</small>
        </p>
        <IconButton
          label={t('fills.compare', { index })}
          icon={SquareSplitHorizontal}
          className="hold"
          hint={t('fills.compareHint', { index })}
          aria-pressed={without}
          disabled={staging || !fill.visible}
          {...held}
        />
        <IconButton
          label={t(fill.visible ? 'fills.hide' : 'fills.show', { index })}
          icon={fill.visible ? Eye : EyeOff}
          onClick={() => editor.changeFill(fill.id, { visible: !fill.visible })}
        />
        <IconButton
          label={t('fills.edit', { index })}
          icon={SlidersHorizontal}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        />
      </div>
      {editing && <FillEditor fill={fill} made={made} />}
    </li>
  );
}
