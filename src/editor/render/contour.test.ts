import { expect, test } from 'vitest';
import { traceContour } from './contour.ts';

function trace(rows: readonly string[], rim: { left?: string } = {}): string[] {
  const columns = rows[0]?.length ?? 0;
  const cells = Uint8Array.from(rows.join(''), Number);
  const lines: string[] = [];
  const none = (length: number) => new Uint8Array(length);
  traceContour(
    cells,
    columns,
    rows.length,
    {
      top: none(columns),
      bottom: none(columns),
      left: rim.left ? Uint8Array.from(rim.left, Number) : none(rows.length),
      right: none(rows.length),
    },
    (...line) => lines.push(line.join(' ')),
  );
  return lines.sort();
}

test('a block has four sides, joined', () => {
  expect(trace(['0000', '0110', '0110', '0000'])).toEqual(['1 1 1 3', '1 1 3 1', '1 3 3 3', '3 1 3 3']);
});

test('the edge of the grid counts as a border unless the next tile goes on', () => {
  expect(trace(['1'])).toEqual(['0 0 0 1', '0 0 1 0', '0 1 1 1', '1 0 1 1']);
  expect(trace(['11', '11'], { left: '10' })).toEqual(['0 0 2 0', '0 1 0 2', '0 2 2 2', '2 0 2 2']);
});

test('a hole has its own outline', () => {
  expect(trace(['111', '101', '111'])).toHaveLength(8);
});
