import { create } from 'zustand';

export type Theme = 'light' | 'dark';

/** A question that needs an answer before something is lost. */
export interface Question {
  readonly title: string;
  readonly body: string;
  readonly confirm: string;
}

interface ViewState {
  readonly theme: Theme;
  readonly sheetOpen: boolean;
  readonly advancedOpen: boolean;
  readonly shortcutsOpen: boolean;
  readonly question: Question | null;
}

const THEME_KEY = 'lacuna.theme';

export const useView = create<ViewState>(() => ({
  theme: 'dark',
  sheetOpen: false,
  advancedOpen: false,
  shortcutsOpen: false,
  question: null,
}));

/** Takes the remembered theme, else the system's, and follows the system until one is chosen. */
export function startTheme(): void {
  const remembered = readTheme();
  const system = matchMedia('(prefers-color-scheme: light)');
  const follow = () => useView.setState({ theme: system.matches ? 'light' : 'dark' });
  if (remembered) showTheme(remembered);
  else {
    follow();
    system.addEventListener('change', () => {
      if (!document.documentElement.dataset.theme) follow();
    });
  }
}

export function toggleTheme(): void {
  const theme = useView.getState().theme === 'dark' ? 'light' : 'dark';
  showTheme(theme);
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // Storage may be forbidden: the choice then lasts as long as the page.
  }
}

function showTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  useView.setState({ theme });
}

function readTheme(): Theme | null {
  try {
    const value = localStorage.getItem(THEME_KEY);
    return value === 'light' || value === 'dark' ? value : null;
  } catch {
    return null;
  }
}

/** The phone's sheet: opened, it shows everything. */
export function toggleSheet(): void {
  useView.setState(({ sheetOpen }) => ({ sheetOpen: !sheetOpen, advancedOpen: !sheetOpen }));
}

/** Shows the picture again: what comes next happens there. */
export function closeSheet(): void {
  useView.setState({ sheetOpen: false });
}

export function showShortcuts(shortcutsOpen: boolean): void {
  useView.setState({ shortcutsOpen });
}

let answer: ((confirmed: boolean) => void) | null = null;

/** Asks and waits for the answer; a newer question answers the older one with no. */
export function ask(question: Question): Promise<boolean> {
  answer?.(false);
  useView.setState({ question });
  return new Promise((resolve) => {
    answer = resolve;
  });
}

export function answerQuestion(confirmed: boolean): void {
  answer?.(confirmed);
  answer = null;
  useView.setState({ question: null });
}
