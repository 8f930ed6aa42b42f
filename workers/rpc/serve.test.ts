import { MessageChannel } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { afterEach, expect, it } from 'vitest';
import { LacunaError } from '../shared/errors.ts';
import type { Call, Remote } from '../shared/protocol.ts';
import { type Port, serve } from './serve.ts';
import { transferables } from './transfer.ts';

interface TestCalls {
  double: Call<{ readonly values: Uint8Array }, Uint8Array<ArrayBuffer>>;
  refuse: Call<null, null>;
}
interface TestEvents {
  noticed: { readonly step: number };
}

const channel = new MessageChannel();
afterEach(() => channel.port1.close());

it('answers results, errors with their codes, and events, and transfers the buffers', async () => {
  const { port1, port2 } = channel;
  const kept: Uint8Array[] = [];
  const events = serve<TestCalls, TestEvents>(
    {
      double: async ({ values }) => {
        const doubled = values.map((value) => value * 2) as Uint8Array<ArrayBuffer>;
        kept.push(doubled);
        return doubled;
      },
      refuse: async () => {
        throw new LacunaError('mask-empty', 'nothing to fill', { area: 0 });
      },
    },
    port2 as unknown as Port,
  );
  const seen: unknown[] = [];
  const remote = createBirpc<Remote<TestCalls>>(
    { noticed: (payload: unknown) => seen.push(payload) },
    {
      post: (message) => port1.postMessage(message),
      on: (receive) => port1.on('message', receive),
      timeout: -1,
    },
  );
  events.noticed({ step: 3 });
  expect(await remote.double({ values: Uint8Array.of(1, 2) })).toEqual({
    ok: true,
    value: Uint8Array.of(2, 4),
  });
  expect(kept[0], 'a transferred buffer is gone on this side').toHaveLength(0);
  expect(await remote.refuse(null)).toMatchObject({
    ok: false,
    error: { code: 'mask-empty', message: 'nothing to fill', detail: { area: 0 } },
  });
  expect(seen).toEqual([{ step: 3 }]);
});

it('finds each buffer of a message once', () => {
  const shared = new Uint8Array(8);
  const message = {
    a: [{ data: shared }, shared.subarray(2)],
    b: null,
    c: 'text',
    d: new SharedArrayBuffer(4),
  };
  expect(transferables(message)).toEqual([shared.buffer]);
});
