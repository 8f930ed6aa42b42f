import { CircleSlash2 } from 'lucide-react';
import type { ToolId } from '../../editor/ports.ts';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { BrushOptions } from './BrushOptions.tsx';
import { MaskMenu } from './MaskMenu.tsx';
import { ModeOptions } from './ModeOptions.tsx';
import { RetouchOptions } from './RetouchOptions.tsx';
import { ShapeNumbers } from './ShapeNumbers.tsx';
import { ToolHint } from './ToolHint.tsx';
import { TOOL_LOOKS } from './tool-list.ts';
import { WandOptions } from './WandOptions.tsx';

/** What the current tool can be told, and the mask's own commands. */
export function ToolOptions() {
  const open = useEditor((state) => state.document !== null);
  const tool = useEditor((state) => state.tool);
  const masked = useEditor((state) => state.maskBounds !== null);
  const rests = useEditor((state) => state.maskRests);
  if (!open) return <div className="tool-options" />;
  const { editor } = services();
  const { hint, touchHint, crowded } = TOOL_LOOKS[tool];
  return (
    <section className="tool-options" aria-label={t('tools.options')}>
      <OptionsOf tool={tool} />
      {!crowded && <ToolHint mouse={hint} touch={touchHint} />}
      {!rests && (
        <div className="tool-actions">
          <MaskMenu />
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
      )}
    </section>
  );
}

function OptionsOf({ tool }: { readonly tool: ToolId }) {
  switch (tool) {
    case 'hand':
    case 'zoom':
    case 'extend':
      return null;
    case 'brush':
      return (
        <>
          <ModeOptions modes={['add', 'subtract']} />
          <BrushOptions />
        </>
      );
    case 'eraser':
      return <BrushOptions />;
    case 'rectangle':
    case 'ellipse':
      return (
        <>
          <ModeOptions />
          <ShapeNumbers shape={tool} />
        </>
      );
    case 'lasso':
    case 'polygon':
      return <ModeOptions />;
    case 'clone':
    case 'heal':
      return (
        <>
          <RetouchOptions />
          <BrushOptions />
        </>
      );
    case 'wand':
      return (
        <>
          <ModeOptions />
          <WandOptions />
        </>
      );
  }
}
