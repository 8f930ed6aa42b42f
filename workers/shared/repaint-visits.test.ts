import { describe, expect, it } from 'vitest';
import { repaintCalls, repaintVisits } from './repaint-visits.ts';

const list = (text: string) => text.split(' ').map(Number);

describe('RePaint visits its levels', () => {
  it('as the authors’ scheduler does for 12 levels, jumps of 4, two walks', () => {
    const expected = '11 10 9 8 7 6 5 4 5 6 7 8 7 6 5 4 3 2 1 0 1 2 3 4 3 2 1 0 -1';
    expect(repaintVisits(12, 4, 2)).toEqual(list(expected));
  });

  it('as the authors’ scheduler does for 8 levels, jumps of 2, three walks', () => {
    const expected = '7 6 5 4 5 6 5 4 5 6 5 4 3 2 3 4 3 2 3 4 3 2 1 0 1 2 1 0 1 2 1 0 -1';
    expect(repaintVisits(8, 2, 3)).toEqual(list(expected));
  });

  // Levels, jump length, walks; calls and steps up, counted from the authors' rule.
  it.each([
    [250, 10, 10, 2410, 2160],
    [250, 10, 5, 1210, 960],
    [50, 10, 10, 410, 360],
    [50, 5, 2, 95, 45],
    [20, 5, 2, 35, 15],
    [20, 4, 3, 52, 32],
    [25, 5, 3, 65, 40],
    [10, 2, 2, 18, 8],
    [20, 5, 1, 20, 0],
    [3, 5, 4, 3, 0],
  ])('%i levels, jumps of %i, %i walks: %i model calls, %i steps up', (levels, jump, walks, calls, up) => {
    const visits = repaintVisits(levels, jump, walks);
    let down = 0;
    let back = 0;
    for (let i = 1; i < visits.length; i++) {
      const step = (visits[i] as number) - (visits[i - 1] as number);
      expect(Math.abs(step)).toBe(1);
      if (step < 0) down++;
      else back++;
    }
    expect([down, back]).toEqual([calls, up]);
    expect(repaintCalls(levels, jump, walks)).toBe(calls);
    expect(visits[0]).toBe(levels - 1);
    expect(visits.at(-1)).toBe(-1);
  });

  it('walks every stretch but the noisiest as often as it is told', () => {
    const walks = new Array(20).fill(0);
    const visits = repaintVisits(20, 5, 4);
    for (let i = 1; i < visits.length; i++) {
      const from = visits[i - 1] as number;
      if ((visits[i] as number) < from) walks[from]++;
    }
    // A jump from level 0 to 5 repeats the moves that leave 5, 4, 3, 2 and 1.
    expect(walks).toEqual([1, ...new Array(15).fill(4), ...new Array(4).fill(1)]);
  });
});
