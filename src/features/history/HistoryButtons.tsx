import { Redo2, Undo2 } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { IconButton } from '../../ui/IconButton.tsx';

export function HistoryButtons() {
  const canUndo = useEditor((state) => state.canUndo);
  const canRedo = useEditor((state) => state.canRedo);
  const { editor } = services();
  return (
    <>
      <IconButton
        label={t('history.undo')}
        shortcut="Ctrl+Z"
        icon={Undo2}
        disabled={!canUndo}
        onClick={() => editor.undo()}
      />
      <IconButton
        label={t('history.redo')}
        shortcut="Ctrl+Shift+Z"
        icon={Redo2}
        disabled={!canRedo}
        onClick={() => editor.redo()}
      />
    </>
  );
}
