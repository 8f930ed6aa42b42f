import type { Steps } from '../work/sliced-work.ts';

/** What a cell may be: closed, open, or open and reached. */
export const OPEN = 1;
export const REACHED = 2;

/** Spans filled in one step. */
const SPANS_A_STEP = 512;

/** Marks every open cell that is connected with a seed (4 neighbours) as reached, span by span. `seeds` is used up. */
export function* flood(cells: Uint8Array, width: number, seeds: number[]): Steps {
  for (let count = 1; seeds.length > 0; count++) {
    const seed = seeds.pop() as number;
    if (cells[seed] !== OPEN) continue;
    const row = seed - (seed % width);
    let left = seed;
    while (left > row && cells[left - 1] === OPEN) left--;
    let right = seed + 1;
    while (right < row + width && cells[right] === OPEN) right++;
    cells.fill(REACHED, left, right);
    if (row > 0) pushRuns(cells, left - width, right - width, seeds);
    if (row + width < cells.length) pushRuns(cells, left + width, right + width, seeds);
    if (count % SPANS_A_STEP === 0) yield;
  }
}

/** One seed for every run of open cells. */
function pushRuns(cells: Uint8Array, start: number, end: number, seeds: number[]): void {
  let inRun = false;
  for (let i = start; i < end; i++) {
    const isOpen = cells[i] === OPEN;
    if (isOpen && !inRun) seeds.push(i);
    inRun = isOpen;
  }
}
