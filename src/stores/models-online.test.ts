import { afterEach, expect, it, vi } from 'vitest';
import type { ModelRecord } from '../../workers/shared/stored-model.ts';
import { resumeWhenOnline, USUAL_HUB, useModels } from './models-store.ts';
import { provideServices, type Services } from './services.ts';

afterEach(() => vi.unstubAllGlobals());

it('goes on with what the network stopped when there is one again, and with nothing else', async () => {
  const window = new EventTarget();
  vi.stubGlobal('navigator', {});
  vi.stubGlobal('addEventListener', window.addEventListener.bind(window));
  const called: [string, unknown][] = [];
  const call = async (method: string, request: unknown) => void called.push([method, request]);
  provideServices({ download: { call } } as unknown as Services);
  const record = (id: string, state: string, code?: string) =>
    ({
      id,
      name: id,
      state,
      files: [],
      error: code ? { code, message: '' } : null,
    }) as unknown as ModelRecord;
  useModels.setState({
    records: [
      record('cut', 'paused', 'model-unreachable'),
      record('by hand', 'paused'),
      record('full', 'paused', 'storage-full'),
      record('whole', 'ready'),
    ],
  });
  resumeWhenOnline();
  expect(called).toEqual([]);
  window.dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(called).toHaveLength(1));
  await Promise.resolve();
  expect(called.map(([, request]) => request)).toEqual([{ id: 'cut', hub: USUAL_HUB }]);
});
