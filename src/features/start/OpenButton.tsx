import { FolderOpen } from 'lucide-react';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { openFile } from '../../stores/open-store.ts';

const INPUT_ID = 'open-input';

/** Shows the browser's file dialog. */
export function chooseFile(): void {
  document.getElementById(INPUT_ID)?.click();
}

/** The page's one file input. */
export function OpenInput() {
  return (
    <input
      hidden
      id={INPUT_ID}
      type="file"
      accept="image/*,.lacuna,.tif,.tiff"
      data-testid="open-input"
      onChange={(event) => {
        const file = event.target.files?.[0];
        if (file) void openFile(file);
        // The same file may be chosen again.
        event.target.value = '';
      }}
    />
  );
}

/** `large` is the empty page's main button; the other stands in the top bar. */
export function OpenButton({ large = false }: { readonly large?: boolean }) {
  return (
    <button
      type="button"
      className={large ? 'button button-accent button-large' : 'button'}
      title={withKeys(t('open.button'), 'Ctrl+O')}
      aria-label={t('open.button')}
      onClick={chooseFile}
    >
      <FolderOpen size={16} strokeWidth={1.75} aria-hidden="true" />
      <span className={large ? '' : 'wide-only'}>{t('open.button')}</span>
    </button>
  );
}
