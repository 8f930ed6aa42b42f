import { expect, test } from 'vitest';
import { SteadyBlob } from './steady-blob.ts';

const bytes = Uint8Array.from({ length: 9_000_000 }, (_, i) => i % 251);

test('a slice of a slice streams its own bytes, in several pieces', async () => {
  const blob = new SteadyBlob(new Blob([bytes]));
  expect(blob.size).toBe(bytes.length);
  const pieces: Uint8Array[] = [];
  for await (const piece of blob.slice(100, 8_500_000).slice(5).stream()) pieces.push(piece);
  expect(pieces.length).toBe(2);
  expect(Buffer.compare(Buffer.concat(pieces), bytes.subarray(105, 8_500_000))).toBe(0);
});

test('nothing streams as nothing', async () => {
  const blob = new SteadyBlob(new Blob([bytes])).slice(7, 7);
  expect((await new Response(blob.stream()).arrayBuffer()).byteLength).toBe(0);
});
