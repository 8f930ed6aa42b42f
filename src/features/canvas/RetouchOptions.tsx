import { Crosshair } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { ToolHint } from './ToolHint.tsx';

/** Where Clone and Heal take their pixels from. */
export function RetouchOptions() {
  const hasSource = useEditor((state) => state.hasSource);
  const { aligned, settingSource } = useEditor((state) => state.options);
  const { editor } = services();
  return (
    <>
      <IconButton
        label={t('tools.setSource')}
        icon={Crosshair}
        aria-pressed={settingSource}
        onClick={() => editor.setOptions({ settingSource: !settingSource })}
      />
      {hasSource ? (
        <label className="tool-check" title={t('tools.alignedHint')}>
          <input
            type="checkbox"
            checked={aligned}
            onChange={(event) => editor.setOptions({ aligned: event.target.checked })}
          />
          {t('tools.aligned')}
        </label>
      ) : (
        <ToolHint
          needed
          mouse={settingSource ? 'tools.hintSourceNow' : 'tools.hintSource'}
          touch={settingSource ? 'tools.touchSourceNow' : 'tools.touchSource'}
        />
      )}
    </>
  );
}
