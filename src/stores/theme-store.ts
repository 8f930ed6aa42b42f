import { create } from 'zustand';

/** The page's colours: the system's choice, or one that was made here. */
export const THEMES = ['system', 'light', 'dark'] as const;

export type Theme = (typeof THEMES)[number];

const STORED = 'lacuna.theme';

export const useTheme = create<{ readonly theme: Theme }>(() => ({ theme: 'system' }));

/** Takes the theme chosen before; without one the style sheet follows the system by itself. */
export function startTheme(): void {
  showTheme(remembered());
}

/** Shows a theme from now on, on later visits too. */
export function chooseTheme(theme: Theme): void {
  showTheme(theme);
  try {
    localStorage.setItem(STORED, theme);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

function showTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  useTheme.setState({ theme });
}

function remembered(): Theme {
  try {
    const value = localStorage.getItem(STORED);
    return THEMES.find((theme) => theme === value) ?? 'system';
  } catch {
    return 'system';
  }
}
