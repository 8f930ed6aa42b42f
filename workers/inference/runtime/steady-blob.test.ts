import { beforeAll, expect, test } from 'vitest';
import { SteadyBlob } from './steady-blob.ts';

const bytes = Uint8Array.from({ length: 9_000_000 }, (_, i) => i % 251);

beforeAll(() => {
  // As browsers have it, and Node from 22 on: a buffer whose memory was given back has no bytes any more.
  if ('transfer' in ArrayBuffer.prototype) return;
  Object.defineProperty(ArrayBuffer.prototype, 'transfer', {
    value(this: ArrayBuffer) {
      return structuredClone(this, { transfer: [this] }).slice(0, 0);
    },
  });
});

test('a slice of a slice streams its own bytes, in several pieces', async () => {
  const blob = new SteadyBlob(new Blob([bytes]));
  expect(blob.size).toBe(bytes.length);
  const pieces: Uint8Array[] = [];
  for await (const piece of blob.slice(100, 8_500_000).slice(5).stream()) pieces.push(piece);
  expect(pieces.length).toBe(2);
  expect(Buffer.compare(Buffer.concat(pieces), bytes.subarray(105, 8_500_000))).toBe(0);
});

test('a reader that brings one buffer gets every byte through it', async () => {
  const reader = new SteadyBlob(new Blob([bytes])).slice(3).stream().getReader({ mode: 'byob' });
  const got = new Uint8Array(bytes.length - 3);
  let buffer = new ArrayBuffer(1_000_003);
  let at = 0;
  for (;;) {
    const { value, done } = await reader.read(new Uint8Array(buffer));
    if (value) {
      got.set(value, at);
      at += value.length;
      buffer = value.buffer;
    }
    if (done) break;
  }
  expect(at).toBe(got.length);
  expect(buffer.byteLength).toBe(1_000_003);
  expect(Buffer.compare(got, bytes.subarray(3))).toBe(0);
});

test.each([undefined, 'byob'] as const)(
  'nothing streams as nothing, to a reader of mode %s',
  async (mode) => {
    const stream = new SteadyBlob(new Blob([bytes])).slice(7, 7).stream();
    if (mode === undefined) return expect((await new Response(stream).arrayBuffer()).byteLength).toBe(0);
    const { done, value } = await stream.getReader({ mode }).read(new Uint8Array(10));
    expect(done).toBe(true);
    expect(value?.length ?? 0).toBe(0);
  },
);
