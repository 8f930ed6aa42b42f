import { create } from 'zustand';

const STORED = 'lacuna.first-fill';

/** Whether somebody has filled here before: then nobody needs to be told how. */
export const useFirstRun = create<{ readonly filled: boolean }>(() => ({ filled: remembered() }));

/** From now on, on later visits too, no hints. */
export function rememberFirstFill(): void {
  useFirstRun.setState({ filled: true });
  try {
    localStorage.setItem(STORED, 'yes');
  } catch {
    // Storage may be forbidden: then the hint comes back with the next visit.
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(STORED) !== null;
  } catch {
    return false;
  }
}
