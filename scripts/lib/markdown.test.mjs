import { expect, it } from 'vitest';
import { replaceSection, table } from './markdown.mjs';

it('appends a section once and replaces it afterwards', () => {
  const first = replaceSection('# Title\n', 'table', 'one');
  expect(first).toBe('# Title\n\n<!-- table: generated -->\none\n<!-- table: end -->\n');
  const second = replaceSection(`${first}\nkept\n`, 'table', 'two');
  expect(second).toContain('two');
  expect(second).not.toContain('one');
  expect(second).toContain('kept');
});

it('writes a table', () => {
  expect(table(['a', 'b'], [[1, 'x']])).toBe('| a | b |\n| --- | --- |\n| 1 | x |');
});
