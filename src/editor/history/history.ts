/**
 * What a change means for undo. `commit`: the end of something a person did, one entry. `live`: part of something that
 * is still going on, joined into the entry that the next `commit` makes. `silent`: a new ground, not an edit; what was
 * done before can no longer be undone.
 */
export type ChangeIntent = 'commit' | 'live' | 'silent';

/** A place in the history to bail to. */
export type Mark = number;

export interface HistoryLimits {
  readonly entries: number;
  readonly bytes: number;
}

interface Entry<Change> {
  readonly change: Change;
  readonly bytes: number;
}

/** The newest entries stay, whatever they weigh. */
const ALWAYS_KEPT = 1;

/** Linear undo over changes that know both of their sides. */
export class History<Change> {
  private readonly past: Entry<Change>[] = [];
  private future: Entry<Change>[] = [];
  /** Entries that have fallen off the old end: marks count from the first entry ever. */
  private forgotten = 0;

  constructor(
    private readonly apply: (change: Change, side: 'before' | 'after') => void,
    private readonly limits: HistoryLimits,
  ) {}

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  /** Records a change that has happened already; what had been undone can no longer be redone. */
  push(change: Change, bytes: number): void {
    this.past.push({ change, bytes });
    this.future = [];
    let total = this.past.reduce((sum, entry) => sum + entry.bytes, 0);
    while (
      this.past.length > ALWAYS_KEPT &&
      (this.past.length > this.limits.entries || total > this.limits.bytes)
    ) {
      total -= this.past.shift()?.bytes ?? 0;
      this.forgotten++;
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.forgotten += this.past.length;
    this.past.length = 0;
    this.future = [];
  }

  /** False when there was nothing to undo. */
  undo(): boolean {
    const entry = this.past.pop();
    if (!entry) return false;
    this.apply(entry.change, 'before');
    this.future.push(entry);
    return true;
  }

  /** False when there was nothing to redo. */
  redo(): boolean {
    const entry = this.future.pop();
    if (!entry) return false;
    this.apply(entry.change, 'after');
    this.past.push(entry);
    return true;
  }

  /**
   * Takes back the newest entry as if it had never been, if it is this change; false, and nothing happens, where
   * something was done since.
   */
  takeBack(change: Change): boolean {
    if (this.past.at(-1)?.change !== change) return false;
    this.bailTo(this.mark() - 1);
    return true;
  }

  /** Where the history stands now. */
  mark(): Mark {
    return this.forgotten + this.past.length;
  }

  /** Takes back every entry made after the mark, as if it had never been; answers how many those were. */
  bailTo(mark: Mark): number {
    let entries = 0;
    for (; this.past.length > 0 && this.mark() > mark; entries++) {
      const entry = this.past.pop();
      if (entry) this.apply(entry.change, 'before');
    }
    return entries;
  }
}
