import { beforeEach, expect, it, vi } from 'vitest';
import type { Editor } from '../editor/editor.ts';
import { drive } from '../editor/testing/drive.ts';
import { editorWith } from '../editor/testing/pictures.ts';
import type { EngineClient } from '../engine-client/types.ts';
import { type LiftWatch, watchLift } from './fill-on-lift.ts';
import { clearCandidates, useJob } from './job-store.ts';
import { provideServices, type Services } from './services.ts';
import { setSettings } from './settings-store.ts';

let editor: Editor;
let watch: LiftWatch;
let asked: number;

beforeEach(() => {
  editor = editorWith(120, 80);
  asked = 0;
  const engine: Partial<EngineClient> = {
    start: () => new Promise(() => {}),
    packs: async () => {
      asked++;
      throw new Error('no packs in this test');
    },
  };
  const pwa = { refreshOffline: async () => undefined };
  provideServices({ editor, engine, codec: {}, pwa } as unknown as Services);
  vi.spyOn(console, 'error').mockImplementation(() => {});
  useJob.setState({ running: false });
  clearCandidates();
  setSettings({ intent: 'remove', fillOnLift: true });
  watch = watchLift(() => 0);
});

async function stroke(): Promise<void> {
  watch.pressed();
  drive(editor).down(20, 20).move(40, 20).up();
  watch.lifted();
  await vi.waitFor(() => expect(useJob.getState().running).toBe(false));
}

it('fills what a stroke has painted', async () => {
  await stroke();
  expect(asked).toBe(1);
});

it('waits for a shape that is drawn after the pointer has lifted', async () => {
  watch.pressed();
  watch.lifted();
  expect(asked).toBe(0);
  editor.paintShape('rectangle', { x: 5, y: 5, width: 20, height: 20 });
  await vi.waitFor(() => expect(asked).toBe(1));
});

it.each([
  ['another intent', () => setSettings({ intent: 'fill' })],
  ['a person who does not want it', () => setSettings({ fillOnLift: false })],
  ['the eraser', () => editor.setTool('eraser')],
  ['a press that paints nothing', () => editor.setTool('hand')],
])('fills nothing for %s', async (_, prepare) => {
  prepare();
  await stroke();
  expect(asked).toBe(0);
});
