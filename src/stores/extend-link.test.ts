import { afterEach, beforeEach, expect, it } from 'vitest';
import { NO_SIDES } from '../../workers/shared/geometry/growth.ts';
import type { Editor } from '../editor/editor.ts';
import { editorWith } from '../editor/testing/pictures.ts';
import { linkExtend } from './extend-link.ts';
import { useJob } from './job-store.ts';
import { provideServices, type Services } from './services.ts';
import { setSettings, useSettings } from './settings-store.ts';

let editor: Editor;
let unlink: () => void;

beforeEach(() => {
  editor = editorWith(120, 80);
  editor.setTool('rectangle');
  provideServices({ editor } as unknown as Services);
  useJob.setState({ running: false, candidates: [], selected: null });
  setSettings({ intent: 'fill' });
  unlink = linkExtend();
});

afterEach(() => unlink());

const intent = () => useSettings.getState().intent;

it('picks the Extend tool up with Expand, and the earlier tool with the next intent', () => {
  setSettings({ intent: 'expand' });
  expect(editor.getState()).toMatchObject({ tool: 'extend', extent: NO_SIDES });
  setSettings({ intent: 'remove' });
  expect(editor.getState()).toMatchObject({ tool: 'rectangle', extent: null });
});

it('chooses Expand with the Extend tool, and the earlier intent with the next tool that paints', () => {
  editor.setTool('extend');
  expect(intent()).toBe('expand');
  editor.setTool('hand');
  expect(intent()).toBe('expand');
  editor.setTool('brush');
  expect(intent()).toBe('fill');
  expect(editor.getState()).toMatchObject({ tool: 'brush', extent: null });
});

it('takes the edges away while candidates wait, and lets their mask be painted', () => {
  setSettings({ intent: 'expand' });
  useJob.setState({ running: true });
  expect(editor.getState().extent).toBeNull();
  editor.setTool('eraser');
  expect(intent()).toBe('expand');
  useJob.setState({ running: false });
  expect(editor.getState().extent).toEqual(NO_SIDES);
});
