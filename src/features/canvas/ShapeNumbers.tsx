import { Ruler } from 'lucide-react';
import { type FormEvent, useId } from 'react';
import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { Popover } from '../../ui/Popover.tsx';

const FIELDS: readonly (readonly [keyof Rect, MessageKey])[] = [
  ['x', 'tools.numberX'],
  ['y', 'tools.numberY'],
  ['width', 'tools.numberWidth'],
  ['height', 'tools.numberHeight'],
];

/** Place and size of a rectangle or an ellipse in numbers; applied in the mode that is set. */
export function ShapeNumbers({ shape }: { readonly shape: 'rectangle' | 'ellipse' }) {
  return (
    <Popover label={t('tools.numbersTitle')} icon={Ruler} text={t('tools.numbers')}>
      {(close) => (
        <NumbersForm
          onApply={(rect) => {
            services().editor.paintShape(shape, rect);
            close();
          }}
        />
      )}
    </Popover>
  );
}

function NumbersForm({ onApply }: { readonly onApply: (rect: Rect) => void }) {
  const id = useId();
  const { document, maskBounds } = services().editor.getState();
  const { width = 1, height = 1 } = document ?? {};
  // the mask's own box is a good guess, else the middle half of the picture
  const first: Rect = maskBounds ?? {
    x: Math.round(width / 4),
    y: Math.round(height / 4),
    width: Math.round(width / 2),
    height: Math.round(height / 2),
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const number = (name: keyof Rect) => Math.round(Number(typed.get(name)));
    onApply({ x: number('x'), y: number('y'), width: number('width'), height: number('height') });
  };
  return (
    <form className="numbers" onSubmit={submit}>
      {FIELDS.map(([name, label]) => (
        <div key={name} className="numbers-field">
          <label htmlFor={`${id}${name}`}>{t(label)}</label>
          <input
            id={`${id}${name}`}
            name={name}
            type="number"
            required
            step={1}
            min={name === 'width' || name === 'height' ? 1 : undefined}
            max={name === 'x' || name === 'width' ? width : height}
            defaultValue={first[name]}
          />
        </div>
      ))}
      <button type="submit" className="button button-accent">
        {t('tools.numbersApply')}
      </button>
    </form>
  );
}
