import { Blend, PenTool } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { IconButton } from '../../ui/IconButton.tsx';

/** What a pen's pressure changes. */
export function PenOptions() {
  const size = useEditor((state) => state.brush.pressureSize);
  const opacity = useEditor((state) => state.brush.pressureOpacity);
  const { editor } = services();
  return (
    <div className="pen-options">
      <IconButton
        label={t('tools.pressureSize')}
        icon={PenTool}
        aria-pressed={size}
        onClick={() => editor.setBrush({ pressureSize: !size })}
      />
      <IconButton
        label={t('tools.pressureOpacity')}
        icon={Blend}
        aria-pressed={opacity}
        onClick={() => editor.setBrush({ pressureOpacity: !opacity })}
      />
    </div>
  );
}
