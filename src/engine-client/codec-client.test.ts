import { afterEach, expect, it } from 'vitest';
import { forever } from '../../e2e/support/scripted-worker.ts';
import { serve } from '../../workers/rpc/serve.ts';
import type { CodecCalls, CodecEvents, Handlers, OpenedImage } from '../../workers/shared/protocol.ts';
import { createCodecClient } from './codec-client.ts';
import type { WorkerLike } from './worker-rpc.ts';

const PICTURE = { width: 1, height: 1 } as OpenedImage;
const file = new Blob(['x']);
const mask = { width: 1, height: 1, data: new Uint8Array(1) };

let ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports) port.close();
  ports = [];
});

/** A worker whose `open` and `encodeMask` are scripted, counted as it starts and ends. */
function spawner(script: Partial<Handlers<CodecCalls>>[]) {
  const ended: number[] = [];
  let started = 0;
  const spawn = (): WorkerLike => {
    const index = started++;
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    serve<CodecCalls, CodecEvents>((script[index] ?? {}) as Handlers<CodecCalls>, {
      postMessage: (message) => port2.postMessage(message),
      addEventListener: (_, listener) => port2.addEventListener('message', listener),
    });
    port1.start();
    port2.start();
    return {
      postMessage: (message, transfer) => port1.postMessage(message, transfer),
      addEventListener(type: string, listener: (event: never) => void) {
        if (type === 'message') port1.addEventListener('message', listener as (event: unknown) => void);
      },
      terminate: () => void ended.push(index),
    };
  };
  return { spawn, ended };
}

it('gives a decode up that hangs, and opens the next picture in a new worker', async () => {
  const { spawn, ended } = spawner([{ open: () => forever() }, { open: async () => PICTURE }]);
  const codec = createCodecClient(spawn, { limitMs: 60_000, openLimitMs: 40 });
  await expect(codec.open({ file })).rejects.toMatchObject({ code: 'codec-failed' });
  expect(ended).toEqual([0]);
  expect(await codec.open({ file })).toEqual(PICTURE);
  expect(ended).toEqual([0]);
});

it('gives a decode more time that waits for another call', async () => {
  let written: (bytes: Uint8Array<ArrayBuffer>) => void = () => undefined;
  const { spawn, ended } = spawner([
    {
      encodeMask: () => new Promise((resolve) => (written = resolve)),
      open: async () => {
        await new Promise((resolve) => setTimeout(resolve, 120));
        return PICTURE;
      },
    },
  ]);
  const codec = createCodecClient(spawn, { limitMs: 60_000, openLimitMs: 40 });
  const writing = codec.encodeMask({ mask });
  expect(await codec.open({ file })).toEqual(PICTURE);
  written(new Uint8Array(3));
  expect(await writing).toHaveLength(3);
  expect(ended).toEqual([]);
});
