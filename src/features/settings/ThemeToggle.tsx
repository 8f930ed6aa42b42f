import { Moon, Sun } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { toggleTheme, useView } from '../../stores/view-store.ts';
import { IconButton } from '../../ui/IconButton.tsx';

export function ThemeToggle() {
  const dark = useView((state) => state.theme === 'dark');
  return (
    <IconButton
      label={t(dark ? 'theme.light' : 'theme.dark')}
      icon={dark ? Sun : Moon}
      onClick={toggleTheme}
    />
  );
}
