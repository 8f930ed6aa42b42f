import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FillJob } from '../../workers/shared/job.ts';
import type { ExportedImage } from '../../workers/shared/protocol.ts';
import type { Editor } from '../editor/editor.ts';
import { drive } from '../editor/testing/drive.ts';
import { editorWith, testFill, testImage } from '../editor/testing/pictures.ts';
import type { CodecClient } from '../engine-client/types.ts';
import { en } from '../i18n/en.ts';
import { exportPicture, hasUnsavedFills, resetSaved } from './export-store.ts';
import { clearCandidates } from './job-store.ts';
import { clearNotices, useNotices } from './notices-store.ts';
import { openFile, openSample, useOpening } from './open-store.ts';
import type { Sample } from './samples-store.ts';
import { provideServices, type Services } from './services.ts';
import { setSettings, useSettings } from './settings-store.ts';
import { answerQuestion, useView } from './view-store.ts';

const SAMPLE = { id: 'meadow', file: 'm.jpg', mask: 'm.png', width: 60, height: 40 } as Sample;
const picture = () => new File(['x'], 'next.png');
const question = () => useView.getState().question?.title;
const settle = () => new Promise((done) => setTimeout(done, 10));

let editor: Editor;
let codec: { -readonly [Name in keyof CodecClient]?: CodecClient[Name] };

/** A fill accepted by hand. */
function accept(): void {
  editor.acceptFill(testFill({ x: 0, y: 0, width: 9, height: 9 }, 5), {} as Omit<FillJob, 'window'>);
}

/** An answer that is given when the test says so. */
function held<T>(value: T) {
  let give: () => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    give = () => resolve(value);
  });
  return { promise, give };
}

beforeEach(() => {
  editor = editorWith(120, 80);
  codec = {
    open: async () => testImage(60, 40),
    decodeMask: async () => ({ width: 60, height: 40, data: new Uint8Array(2400).fill(255, 0, 60) }),
  };
  // Nothing is warmed up here: that has tests of its own.
  const engine = { start: () => new Promise(() => undefined) };
  provideServices({
    editor,
    engine,
    download: { call: async () => [] },
    codec,
    pwa: {},
  } as unknown as Services);
  vi.stubGlobal('document', { baseURI: 'http://localhost/' });
  vi.stubGlobal('fetch', async () => new Response('bytes'));
  vi.spyOn(console, 'error').mockReturnValue();
  resetSaved();
  clearCandidates();
  clearNotices();
});
afterEach(() => {
  answerQuestion(false);
  useOpening.setState({ name: null });
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('opens a sample and its mask in one step: what is painted after that stays', async () => {
  const mask = held({ width: 60, height: 40, data: new Uint8Array(2400).fill(255, 0, 60) });
  codec.decodeMask = () => mask.promise;
  const opening = openSample(SAMPLE);
  await settle();
  expect(editor.getState().document?.name, 'nothing to paint on before all is there').toBe('test.png');
  mask.give();
  await opening;
  expect(editor.getState()).toMatchObject({ document: { name: 'm.jpg' }, canUndo: false });
  expect(editor.getState().maskBounds).toEqual({ x: 0, y: 0, width: 60, height: 1 });
  drive(editor).down(20, 20).move(40, 20).up();
  await settle();
  expect(editor.getState()).toMatchObject({ canUndo: true, maskBounds: { y: 0 } });
  expect(editor.getState().maskBounds?.height).toBeGreaterThan(5);
});

it('changes nothing where a sample’s mask cannot be read', async () => {
  codec.decodeMask = () => Promise.reject(new Error('gone'));
  await openSample(SAMPLE);
  expect(editor.getState().document?.name).toBe('test.png');
  expect(useNotices.getState().notices.map(({ text }) => text)).toEqual([en['open.sampleFailed']]);
  expect(useOpening.getState().name).toBeNull();
});

it('asks for a fill that was accepted while the file was read', async () => {
  const image = held(testImage(60, 40));
  codec.open = () => image.promise;
  const opening = openFile(picture());
  await settle();
  expect(question()).toBeUndefined();
  accept();
  image.give();
  await settle();
  expect(question()).toBe(en['open.replaceTitle']);
  answerQuestion(false);
  expect(await opening).toBe(false);
  expect(editor.getState().document).toMatchObject({ name: 'test.png', fills: [{}] });
});

it('asks once for what was there before', async () => {
  accept();
  const opening = openFile(picture());
  await settle();
  expect(question()).toBe(en['open.replaceTitle']);
  answerQuestion(true);
  expect(await opening).toBe(true);
  expect(editor.getState().document?.name).toBe('next.png');
});

describe('a project’s settings', () => {
  const archive = () => new File([Uint8Array.of(0x50, 0x4b, 3, 4)], 'work.lacuna');
  const settings = { intent: 'add', prompt: 'a red apple', negativePrompt: 'blur' } as const;
  beforeEach(() => {
    setSettings({ intent: 'remove', prompt: 'mine', negativePrompt: '' });
    const canvas = { x: 0, y: 0, width: 60, height: 40 };
    const project = { name: 'p.png', canvas, fills: [], mask: null, settings };
    codec.readProject = async () => ({ source: new Uint8Array(9), project });
  });

  it('are in force once it is open, not before', async () => {
    const image = held(testImage(60, 40));
    codec.open = () => image.promise;
    const opening = openFile(archive());
    await settle();
    expect(useSettings.getState().prompt).toBe('mine');
    image.give();
    expect(await opening).toBe(true);
    expect(useSettings.getState()).toMatchObject(settings);
  });

  it('stay away where its picture cannot be read', async () => {
    codec.open = () => Promise.reject(new Error('damaged'));
    expect(await openFile(archive())).toBe(false);
    expect(useSettings.getState()).toMatchObject({ intent: 'remove', prompt: 'mine', negativePrompt: '' });
  });

  it('stay away where the open picture is kept after all', async () => {
    const image = held(testImage(60, 40));
    codec.open = () => image.promise;
    const opening = openFile(archive());
    await settle();
    accept();
    image.give();
    await settle();
    answerQuestion(false);
    expect(await opening).toBe(false);
    expect(useSettings.getState()).toMatchObject({ intent: 'remove', prompt: 'mine', negativePrompt: '' });
  });
});

it('does not count another picture as saved that was opened during an export', async () => {
  const file = held({ bytes: new Uint8Array(1), otherPixels: 1, otherPixelsChanged: 0 } as ExportedImage);
  codec.exportPng = () => file.promise;
  vi.stubGlobal('document', { baseURI: '', createElement: () => ({ click: () => undefined }) });
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('');
  const exporting = exportPicture();
  await openFile(picture());
  accept();
  file.give();
  await exporting;
  expect(hasUnsavedFills()).toBe(true);
  // The old picture had no fills: taken for saved, undoing this one would look like work to lose.
  editor.undo();
  expect(hasUnsavedFills()).toBe(false);
});
