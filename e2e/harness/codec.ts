import { createBirpc } from 'birpc';
import type { Result } from '../../workers/shared/errors.ts';
import type { CodecCalls, FlatFill, OpenedImage, Remote } from '../../workers/shared/protocol.ts';

const worker = new Worker(new URL('../../workers/codec/main.ts', import.meta.url), { type: 'module' });
const remote = createBirpc<Remote<CodecCalls>>(
  {},
  {
    post: (message) => worker.postMessage(message),
    on: (receive) => worker.addEventListener('message', (event) => receive(event.data)),
    timeout: -1,
  },
);

/** An opened picture as plain data; `pixels` only where one tile holds the picture. */
export type Opened = Omit<OpenedImage, 'tiles' | 'icc'> & {
  readonly tiles: number;
  readonly iccBytes: number;
  readonly pixels: number[];
};

async function fileOf(name: string): Promise<Blob> {
  return (await fetch(`/e2e/fixtures/images/${name}`)).blob();
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${JSON.stringify(result.error.detail)}`);
  return result.value;
}

async function openBlob(file: Blob): Promise<Opened> {
  const { tiles, icc, ...rest } = unwrap(await remote.open({ file }));
  const pixels = tiles.length === 1 ? [...(tiles[0]?.pixels.data ?? [])] : [];
  return { ...rest, tiles: tiles.length, iccBytes: icc?.length ?? 0, pixels };
}

/** A fill of one colour with a hard edge. */
function square(x: number, y: number, side: number): FlatFill {
  const data = new Uint8ClampedArray(side * side * 4).map((_, k) => [200, 10, 20, 255][k % 4] as number);
  return {
    rect: { x, y, width: side, height: side },
    patch: { width: side, height: side, data },
    stitch: { width: side, height: side, data: new Uint8Array(side * side).fill(255) },
  };
}

async function exportBlob(file: Blob, side: number) {
  const result = unwrap(await remote.exportPng({ file, fills: [square(2, 3, side)] }));
  const { bytes, ...numbers } = result;
  return { file: new Blob([bytes], { type: 'image/png' }), ...numbers };
}

/** A photograph-like JPEG of the browser's own making. */
async function bigPicture(width: number, height: number, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  const gradient = context.createLinearGradient(0, 0, width, height);
  gradient.addColorStop(0, '#204080');
  gradient.addColorStop(1, '#f0c090');
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  for (let k = 0; k < 4000; k++) {
    context.fillStyle = `hsl(${(k * 37) % 360} 40% 50% / 0.4)`;
    context.fillRect((k * 7919) % width, (k * 104729) % height, 40, 30);
  }
  return canvas.convertToBlob({ type, quality: 0.9 });
}

const harness = {
  open: async (name: string) => openBlob(await fileOf(name)),
  /** The wire's answer for a file that must be refused. */
  refuse: async (name: string) => {
    const result = await remote.open({ file: await fileOf(name) });
    return result.ok ? 'opened' : result.error.code;
  },
  /** Exports with a square of 9 pixels at (2, 3) and opens the result again. */
  roundTrip: async (name: string) => {
    const { file, ...numbers } = await exportBlob(await fileOf(name), 9);
    const text = new TextDecoder('latin1').decode(await file.arrayBuffer());
    return { ...numbers, text, opened: await openBlob(file) };
  },
  /** Opens and exports a large picture; times in ms. */
  big: async (width: number, height: number, type: string) => {
    const file = await bigPicture(width, height, type);
    const opened = await openBlob(file);
    const exported = await exportBlob(file, 300);
    return { opened, exported: { ...exported, bytes: exported.file.size } };
  },
};

export type CodecHarness = typeof harness;

declare global {
  interface Window {
    codecHarness: CodecHarness;
  }
}

window.codecHarness = harness;
