import { SquareDashedMousePointer } from 'lucide-react';
import { useState } from 'react';
import type { MaskOperation } from '../../editor/mask/operations.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { exportMask } from '../../stores/export-store.ts';
import { chooseMask } from '../../stores/mask-actions.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { Popover } from '../../ui/Popover.tsx';
import { MaskLookOptions } from './MaskLookOptions.tsx';
import './mask-menu.css';

/** What can be done to the mask as a whole, and how it is shown. */
export function MaskMenu() {
  return (
    <Popover label={t('mask.menuTitle')} icon={SquareDashedMousePointer} text={t('mask.menu')}>
      {(close) => <MaskCommands onDone={close} />}
    </Popover>
  );
}

type Sized = Extract<MaskOperation, { readonly pixels: number }>['kind'];

const SIZED: readonly (readonly [Sized, MessageKey])[] = [
  ['grow', 'mask.grow'],
  ['shrink', 'mask.shrink'],
  ['feather', 'mask.feather'],
];

/** The last number is a good start for the next. */
let lastPixels = 8;

function MaskCommands({ onDone }: { readonly onDone: () => void }) {
  const masked = useEditor((state) => state.maskBounds !== null);
  const [pixels, setPixels] = useState(lastPixels);
  const { editor } = services();
  const operate = (operation: MaskOperation) => editor.operateMask(operation);
  const runThenClose = (command: () => void) => () => {
    onDone();
    command();
  };
  const isNumber = pixels >= 1 && pixels <= 500;
  return (
    <div className="mask-menu">
      <div className="mask-sized">
        <input
          type="number"
          aria-label={t('mask.pixels')}
          min={1}
          max={500}
          value={Number.isNaN(pixels) ? '' : pixels}
          onChange={(event) => {
            setPixels(event.target.valueAsNumber);
            if (event.target.validity.valid) lastPixels = event.target.valueAsNumber;
          }}
        />
        <span aria-hidden="true">{t('expand.pixels')}</span>
        {SIZED.map(([kind, name]) => (
          <button
            key={kind}
            type="button"
            className="button"
            disabled={!masked || !isNumber}
            onClick={() => operate({ kind, pixels })}
          >
            {t(name)}
          </button>
        ))}
      </div>
      <div className="mask-commands">
        <button
          type="button"
          title={withKeys(t('tools.invert'), 'Ctrl+I')}
          onClick={() => editor.invertMask()}
        >
          {t('tools.invert')}
        </button>
        <button type="button" disabled={!masked} onClick={() => operate({ kind: 'fill-holes' })}>
          {t('mask.fillHoles')}
        </button>
        <button type="button" onClick={() => operate({ kind: 'from-transparency' })}>
          {t('mask.fromTransparency')}
        </button>
        <button type="button" onClick={runThenClose(chooseMask)}>
          {t('mask.load')}
        </button>
        <button type="button" disabled={!masked} onClick={runThenClose(() => void exportMask())}>
          {t('export.mask')}
        </button>
      </div>
      <MaskLookOptions />
    </div>
  );
}
