import type { MessageKey } from '../../i18n/catalogue.ts';
import { keysText } from '../../i18n/keys-text.ts';
import { currentLanguage } from '../../i18n/language.ts';
import { t } from '../../i18n/t.ts';
import { showShortcuts } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import './shortcuts.css';

type Row = readonly [keys: readonly string[], name: MessageKey];

const GROUPS: readonly { readonly title: MessageKey; readonly rows: readonly Row[] }[] = [
  {
    title: 'tools.label',
    rows: [
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
    ],
  },
  {
    title: 'shortcut.painting',
    rows: [
      [['[', ']'], 'shortcut.size'],
      [['{', '}'], 'shortcut.hardness'],
      [['0', '9'], 'shortcut.opacity'],
      [['X'], 'shortcut.swap'],
      [['Shift'], 'shortcut.shift'],
      [['Alt'], 'shortcut.alt'],
      [['ArrowLeft', 'ArrowUp', 'ArrowDown', 'ArrowRight'], 'shortcut.crosshair'],
      [['Space', 'Enter'], 'shortcut.press'],
      [['Ctrl+D'], 'tools.clear'],
      [['Ctrl+I'], 'tools.invert'],
    ],
  },
  {
    title: 'shortcut.view',
    rows: [
      [['Space'], 'shortcut.pan'],
      [['+', '-'], 'shortcut.zoom'],
      [['Ctrl+0'], 'zoom.fit'],
      [['Ctrl+1'], 'zoom.actual'],
      [['\\'], 'compare.button'],
    ],
  },
  {
    title: 'app.topBar',
    rows: [
      [['Ctrl+Enter'], 'shortcut.start'],
      [['Escape'], 'run.cancel'],
      [['ArrowLeft', 'ArrowRight'], 'shortcut.candidates'],
      [['Enter'], 'candidates.accept'],
      [['Ctrl+Z'], 'history.undo'],
      [['Ctrl+Shift+Z'], 'history.redo'],
      [['Ctrl+O'], 'open.button'],
      [['Ctrl+S'], 'export.button'],
      [['Ctrl+C'], 'copy.button'],
    ],
  },
];

/** Brackets take three keys on a German keyboard; these work there as well. */
const ON_GERMAN_KEYBOARDS: Readonly<Record<string, string>> = {
  '[': 'Ö',
  ']': 'Ä',
  '{': 'Shift+Ö',
  '}': 'Shift+Ä',
};

/** The list under "?". */
export function ShortcutsDialog() {
  const german = currentLanguage() === 'de';
  const keyOf = (key: string) => (german && ON_GERMAN_KEYBOARDS[key]) || key;
  return (
    <Dialog wide title={t('shortcut.title')} onClose={() => showShortcuts(false)}>
      <div className="shortcuts">
        {GROUPS.map(({ title, rows }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <dl>
              {rows.map(([keys, name]) => (
                <div key={name}>
                  <dt>{t(name)}</dt>
                  <dd>
                    {keys.map((key) => (
                      <kbd key={key}>{keysText(keyOf(key))}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
