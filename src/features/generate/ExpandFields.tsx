import { Crop, Grid2x2 } from 'lucide-react';
import { isNoGrowth, NO_SIDES, type Sides } from '../../../workers/shared/geometry/growth.ts';
import { formatPercent } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import {
  canWrap,
  clearSides,
  cropPending,
  grownCanvas,
  isCrop,
  setGrowthPlace,
  setRatio,
  setScale,
  setSides,
  useExpand,
} from '../../stores/expand-store.ts';
import { makeSeamless } from '../../stores/fill-actions.ts';
import { useJob } from '../../stores/job-store.ts';
import { useEditor } from '../../stores/use-services.ts';
import { SideField } from './SideField.tsx';
import './expand.css';

const SIDES = ['left', 'right', 'top', 'bottom'] as const satisfies readonly (keyof Sides)[];
const SHARES = [25, 50] as const;
const RATIOS = [
  [1, 1],
  [4, 5],
  [4, 3],
  [3, 2],
  [16, 9],
  [9, 16],
] as const;

/** Share of the picture beyond which what is added looks made up. */
const WIDE = 0.35;

/** How much to add on each side, with the new size, and an outline of it on the canvas. */
export function ExpandFields() {
  const canvas = useEditor((state) => state.document);
  return canvas && <Fields canvas={canvas} />;
}

function Fields({ canvas }: { readonly canvas: { readonly width: number; readonly height: number } }) {
  const { unit, place, protect, wrap } = useExpand();
  const sides = useEditor((state) => state.extent) ?? NO_SIDES;
  const waiting = useJob((state) => state.running || state.candidates.length > 0);
  const { rect, fits } = grownCanvas(canvas, sides);
  const isNone = isNoGrowth(sides);
  const isWide =
    Math.max(sides.left, sides.right) > WIDE * canvas.width ||
    Math.max(sides.top, sides.bottom) > WIDE * canvas.height;
  const size = { width: String(rect.width), height: String(rect.height) };
  const shareOf = (side: keyof Sides, percent: number) =>
    Math.round(((side === 'left' || side === 'right' ? canvas.width : canvas.height) * percent) / 100);

  // Candidates lie on the canvas as it is: another growth would move the ground from under them.
  if (waiting) return <p className="expand-size">{t('expand.size', size)}</p>;

  return (
    <fieldset className="expand">
      <legend className="visually-hidden">{t('expand.label')}</legend>
      <div className="expand-sides">
        {SIDES.map((side) => (
          <SideField key={side} side={side} canvas={canvas} />
        ))}
        <div role="radiogroup" aria-label={t('expand.unit')} className="choices expand-unit">
          {(['%', 'px'] as const).map((id) => (
            <label key={id}>
              <input
                type="radio"
                name="expand-unit"
                checked={unit === id}
                onChange={() => useExpand.setState({ unit: id })}
              />
              <span>{t(id === '%' ? 'expand.percent' : 'expand.pixels')}</span>
            </label>
          ))}
        </div>
      </div>
      <output className="expand-size" data-wrong={!fits || undefined}>
        {t(isNone ? 'expand.sizeSame' : 'expand.size', size)}
        {!fits && `. ${t('expand.tooLarge')}`}
      </output>
      {isWide && <p className="field-note">{t('expand.wide')}</p>}
      <fieldset aria-label={t('expand.quick')} className="expand-quick">
        {SHARES.map((percent) => (
          <div key={percent} className="expand-row">
            <span aria-hidden="true">{formatPercent(percent / 100)}</span>
            {SIDES.map((side) => (
              <button
                key={side}
                type="button"
                aria-label={t('expand.addShare', { side: t(`expand.${side}`), percent })}
                aria-pressed={sides[side] > 0 && sides[side] === shareOf(side, percent)}
                onClick={() => {
                  const share = shareOf(side, percent);
                  setSides({ [side]: sides[side] === share ? 0 : share });
                }}
              >
                {t(`expand.${side}`)}
              </button>
            ))}
            <button
              type="button"
              aria-label={t('expand.addShare', { side: t('expand.all'), percent })}
              onClick={() =>
                setSides({
                  left: shareOf('left', percent),
                  right: shareOf('right', percent),
                  top: shareOf('top', percent),
                  bottom: shareOf('bottom', percent),
                })
              }
            >
              {t('expand.all')}
            </button>
          </div>
        ))}
      </fieldset>
      <fieldset aria-label={t('expand.ratios')} className="expand-row expand-ratios">
        {RATIOS.map(([across, down]) => (
          <button
            key={`${across}:${down}`}
            type="button"
            aria-label={t('expand.toRatio', { ratio: `${across}:${down}` })}
            onClick={() => setRatio(across, down)}
          >
            {across}:{down}
          </button>
        ))}
        <button type="button" aria-label={t('expand.toScale', { times: 2 })} onClick={() => setScale(2)}>
          2×
        </button>
      </fieldset>
      <p className="expand-where-label" aria-hidden="true">
        {t('expand.where')}
      </p>
      <div role="radiogroup" aria-label={t('expand.where')} className="choices expand-where">
        {(['both', 'start', 'end'] as const).map((id) => (
          <label key={id}>
            <input
              type="radio"
              name="expand-where"
              checked={place === id}
              onChange={() => setGrowthPlace(id)}
            />
            <span>{t(`expand.where.${id}`)}</span>
          </label>
        ))}
      </div>
      {isCrop(sides) && (
        <button type="button" className="button button-accent expand-crop" onClick={cropPending}>
          <Crop size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('expand.crop', size)}
        </button>
      )}
      <div className="expand-foot">
        <label className="check" title={t('expand.protectHint')}>
          <input
            type="checkbox"
            aria-description={t('expand.protectHint')}
            checked={protect}
            onChange={(event) => useExpand.setState({ protect: event.target.checked })}
          />
          {t('expand.protect')}
        </label>
        <button type="button" className="button button-quiet" disabled={isNone} onClick={clearSides}>
          {t('expand.clear')}
        </button>
      </div>
      <label className="check" title={t('expand.wrapHint')}>
        <input
          type="checkbox"
          aria-description={t('expand.wrapHint')}
          checked={wrap && canWrap(sides)}
          disabled={!canWrap(sides)}
          onChange={(event) => useExpand.setState({ wrap: event.target.checked })}
        />
        {t('expand.wrap')}
      </label>
      <div className="expand-seamless">
        <button type="button" className="button" disabled={!isNone} onClick={() => void makeSeamless()}>
          <Grid2x2 size={16} strokeWidth={1.75} aria-hidden="true" />
          {t('seamless.make')}
        </button>
        <p className="field-hint">{t('seamless.hint')}</p>
      </div>
    </fieldset>
  );
}
