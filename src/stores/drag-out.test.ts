import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { en } from '../i18n/en.ts';
import { dragPicture, isOwnDrag } from './drag-out.ts';
import { clearNotices, useNotices } from './notices-store.ts';
import { provideServices, type Services } from './services.ts';

const FILE = new Blob(['picture']);
const BYTES = Uint8Array.of(1, 2, 3);
let fills: object[];
let dragEnd: () => void;

beforeEach(() => {
  fills = [];
  const document = () => ({ name: 'holiday.jpg', width: 3, height: 2, frame: 'frame', fills });
  const known = document();
  provideServices({
    editor: { getState: () => ({ document: { ...known, fills } }), sourceFile: () => FILE },
    codec: { exportPng: async () => ({ bytes: BYTES }) },
  } as unknown as Services);
  clearNotices();
  vi.stubGlobal('window', {
    addEventListener: (_type: string, listener: () => void) => {
      dragEnd = listener;
    },
  });
});
afterEach(() => vi.unstubAllGlobals());

/** A drag as the browser begins it; what it was handed. */
function drag() {
  const files: File[] = [];
  const texts = new Map<string, string>();
  let prevented = false;
  const dataTransfer = {
    items: { add: (file: File) => files.push(file) },
    setData: (type: string, text: string) => texts.set(type, text),
  };
  dragPicture({ dataTransfer, preventDefault: () => (prevented = true) } as unknown as DragEvent);
  return { files, texts, prevented };
}

const notices = () => useNotices.getState().notices.map(({ text }) => text);

it('is written ahead by the first drag and handed over by the next, until something is edited', async () => {
  expect(drag()).toMatchObject({ files: [], prevented: true });
  await vi.waitFor(() => expect(notices()).toContain(en['drag.ready']));
  expect(isOwnDrag()).toBe(false);
  const { files, texts, prevented } = drag();
  expect(prevented).toBe(false);
  expect(files[0]?.name).toBe('holiday-lacuna.png');
  expect(new Uint8Array((await files[0]?.arrayBuffer()) ?? new ArrayBuffer(0))).toEqual(BYTES);
  expect(texts.get('DownloadURL')).toMatch(/^image\/png:holiday-lacuna\.png:blob:/);
  expect(isOwnDrag(), 'dropped here again it opens nothing').toBe(true);
  dragEnd();
  expect(isOwnDrag()).toBe(false);
  fills = [{ visible: true }];
  expect(drag(), 'an edit has made it old').toMatchObject({ files: [], prevented: true });
});
