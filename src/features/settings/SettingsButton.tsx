import { Settings } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { showSettings } from '../../stores/view-store.ts';
import { IconButton } from '../../ui/IconButton.tsx';

export function SettingsButton() {
  return <IconButton label={t('settings.button')} icon={Settings} onClick={() => showSettings(true)} />;
}
