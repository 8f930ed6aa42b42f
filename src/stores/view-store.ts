import { create } from 'zustand';

/** A question that needs an answer before something is lost. */
export interface Question {
  readonly title: string;
  readonly body: string;
  readonly confirm: string;
}

interface ViewState {
  readonly sheetOpen: boolean;
  readonly advancedOpen: boolean;
  readonly shortcutsOpen: boolean;
  readonly settingsOpen: boolean;
  readonly modelsOpen: boolean;
  readonly exportOpen: boolean;
  readonly question: Question | null;
}

export const useView = create<ViewState>(() => ({
  sheetOpen: false,
  advancedOpen: false,
  shortcutsOpen: false,
  settingsOpen: false,
  modelsOpen: false,
  exportOpen: false,
  question: null,
}));

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

export function showSettings(settingsOpen: boolean): void {
  useView.setState({ settingsOpen });
}

export function showModels(modelsOpen: boolean): void {
  useView.setState({ modelsOpen });
}

export function showExport(exportOpen: boolean): void {
  useView.setState({ exportOpen });
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
