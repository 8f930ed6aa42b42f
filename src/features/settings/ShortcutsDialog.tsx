import type { MessageKey } from '../../i18n/catalogue.ts';
import { keysText } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { showShortcuts } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import './shortcuts.css';

const ROWS: readonly (readonly [keys: readonly string[], name: MessageKey])[] = [
  [['H'], 'tools.hand'],
  [['Z'], 'tools.zoom'],
  [['B'], 'tools.brush'],
  [['E'], 'tools.eraser'],
  [['M'], 'shortcut.shapes'],
  [['L'], 'shortcut.lassos'],
  [['W'], 'tools.wand'],
  [['S'], 'tools.clone'],
  [['J'], 'tools.heal'],
  [['C'], 'tools.extend'],
  [['[', ']', 'Ö', 'Ä'], 'shortcut.size'],
  [['{', '}', 'Shift+Ö', 'Shift+Ä'], 'shortcut.hardness'],
  [['0', '9'], 'shortcut.opacity'],
  [['X'], 'shortcut.swap'],
  [['Shift'], 'shortcut.shift'],
  [['Alt'], 'shortcut.alt'],
  [['Space'], 'shortcut.pan'],
  [['+', '-'], 'shortcut.zoom'],
  [['Ctrl+0'], 'zoom.fit'],
  [['Ctrl+1'], 'zoom.actual'],
  [['Ctrl+Z'], 'history.undo'],
  [['Ctrl+Shift+Z'], 'history.redo'],
  [['Ctrl+D'], 'tools.clear'],
  [['Ctrl+I'], 'tools.invert'],
  [['Ctrl+Enter'], 'run.fill'],
  [['Escape'], 'run.cancel'],
  [['ArrowLeft', 'ArrowRight'], 'shortcut.candidates'],
  [['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight'], 'shortcut.crosshair'],
  [['Space', 'Enter'], 'shortcut.press'],
  [['Enter'], 'candidates.accept'],
  [['\\'], 'compare.button'],
  [['Ctrl+O'], 'open.button'],
  [['Ctrl+S'], 'export.button'],
  [['Ctrl+C'], 'copy.button'],
];

/** The list under "?". */
export function ShortcutsDialog() {
  return (
    <Dialog title={t('shortcut.title')} onClose={() => showShortcuts(false)}>
      <dl className="shortcuts">
        {ROWS.map(([keys, name]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{keysText(key)}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
