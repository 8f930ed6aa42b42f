import fc from 'fast-check';
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

test('every border of every pattern is traced once, and what the next tiles go on with is not', () => {
  const bits = (length: number) =>
    fc.array(fc.boolean(), { minLength: length, maxLength: length }).map((all) => all.map(Number));
  const grid = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
    .chain(([columns, rows]) =>
      fc.record({
        columns: fc.constant(columns),
        rows: fc.constant(rows),
        cells: bits(columns * rows),
        top: bits(columns),
        bottom: bits(columns),
        left: bits(rows),
        right: bits(rows),
      }),
    );
  fc.assert(
    fc.property(grid, ({ columns, rows, cells, top, bottom, left, right }) => {
      const at = (x: number, y: number) => {
        if (y < 0) return top[x];
        if (y >= rows) return bottom[x];
        if (x < 0) return left[y];
        return x >= columns ? right[y] : cells[y * columns + x];
      };
      const expected: string[] = [];
      for (let y = 0; y < rows; y++) {
        for (let x = 0; x < columns; x++) {
          if (!at(x, y)) continue;
          if (!at(x, y - 1)) expected.push(`${x} ${y} ${x + 1} ${y}`);
          if (!at(x, y + 1)) expected.push(`${x} ${y + 1} ${x + 1} ${y + 1}`);
          if (!at(x - 1, y)) expected.push(`${x} ${y} ${x} ${y + 1}`);
          if (!at(x + 1, y)) expected.push(`${x + 1} ${y} ${x + 1} ${y + 1}`);
        }
      }
      const rim = {
        top: Uint8Array.from(top),
        bottom: Uint8Array.from(bottom),
        left: Uint8Array.from(left),
        right: Uint8Array.from(right),
      };
      const traced: string[] = [];
      traceContour(Uint8Array.from(cells), columns, rows, rim, (x0, y0, x1, y1) => {
        for (let x = x0; x < x1; x++) traced.push(`${x} ${y0} ${x + 1} ${y0}`);
        for (let y = y0; y < y1; y++) traced.push(`${x0} ${y} ${x0} ${y + 1}`);
      });
      expect(traced.sort()).toEqual(expected.sort());
    }),
  );
});
