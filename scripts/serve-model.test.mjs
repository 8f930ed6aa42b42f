import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { serveModel } from './serve-model.mjs';

it('serves ranges of a pack to any page, and stops though a connection is open that asked for nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lacuna-pack-'));
  writeFileSync(join(folder, 'a.bin'), '0123456789');
  const served = await serveModel(folder);
  const part = await fetch(`${served.url}a.bin`, { headers: { Range: 'bytes=2-4' } });
  expect(part.status).toBe(206);
  expect(await part.text()).toBe('234');
  expect(part.headers.get('access-control-allow-origin')).toBe('*');
  expect((await fetch(`${served.url}none`)).status).toBe(404);

  // As browsers open them ahead of use.
  const idle = connect(Number(new URL(served.url).port), 'localhost');
  await new Promise((done) => idle.once('connect', done));
  const ended = new Promise((done) => idle.once('close', done));
  await served.close();
  await ended;
  rmSync(folder, { recursive: true });
}, 10_000);
