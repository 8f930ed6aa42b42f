import { useSyncExternalStore } from 'react';
import {
  chooseLanguage,
  currentLanguage,
  LANGUAGES,
  type Language,
  subscribeLanguage,
} from '../../i18n/language.ts';
import { t } from '../../i18n/t.ts';
import { notifyError } from '../../stores/notices-store.ts';
import { chooseTheme, THEMES, useTheme } from '../../stores/theme-store.ts';
import { showModels, showSettings } from '../../stores/view-store.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Segments } from '../../ui/Segments.tsx';
import './settings.css';

const LANGUAGE_IDS = Object.keys(LANGUAGES) as Language[];
const THEME_NAMES = {
  system: 'settings.themeSystem',
  light: 'settings.themeLight',
  dark: 'settings.themeDark',
} as const;

/** What concerns the page and not the picture. Every choice takes effect, and is remembered, at once. */
export function SettingsDialog() {
  const language = useSyncExternalStore(subscribeLanguage, currentLanguage);
  const theme = useTheme((state) => state.theme);
  return (
    <Dialog title={t('settings.button')} onClose={() => showSettings(false)}>
      <div className="settings">
        <Segments
          label={t('settings.language')}
          value={language}
          options={LANGUAGE_IDS.map((id) => ({ id, name: LANGUAGES[id], lang: id }))}
          onChange={(id) => void chooseLanguage(id).catch(notifyError)}
        />
        <Segments
          label={t('settings.theme')}
          value={theme}
          options={THEMES.map((id) => ({ id, name: t(THEME_NAMES[id]) }))}
          onChange={chooseTheme}
        />
        <button
          type="button"
          className="button"
          onClick={() => {
            showSettings(false);
            showModels(true);
          }}
        >
          {t('models.manage')}
        </button>
      </div>
    </Dialog>
  );
}
