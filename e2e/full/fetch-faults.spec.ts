import { readdirSync, readFileSync } from 'node:fs';
import type { en } from '../../src/i18n/en.ts';
import { test } from '../support/nano-test.ts';
import { expectAlert, expectRecovered, prepareWork } from '../support/work.ts';

// What a server, a proxy or a bad line can hand over in place of model and runtime: it is told, nothing is lost, and
// the next Fill works once the fault is gone.

const MODEL = { '/models/nano/unet/model.onnx': readFileSync('e2e/packs/nano/unet/model.onnx') };
const MANIFEST = { '/models/nano/lacuna.json': readFileSync('e2e/packs/nano/lacuna.json') };
const INDEX = { '/models/index.json': Buffer.from('') };
// Whichever of them the browser picks.
const RUNTIME = Object.fromEntries(
  readdirSync('dist/runtime')
    .filter((file) => file !== 'runtime.json')
    .map((file) => [`/runtime/${file}`, readFileSync(`dist/runtime/${file}`)]),
);
const SIGN_IN = Buffer.from('<!doctype html><title>Sign in</title><p>Welcome to the hotel network.</p>');

interface Fault {
  readonly files: Readonly<Record<string, Buffer>>;
  readonly status?: number;
  readonly change: (bytes: Buffer) => Buffer;
  readonly message: keyof typeof en;
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'one bit of the model is wrong': { files: MODEL, change: flipBit, message: 'error.pack-damaged' },
  'the model is cut off': { files: MODEL, change: half, message: 'error.pack-damaged' },
  'a sign-in page comes for the model': {
    files: MODEL,
    change: () => SIGN_IN,
    message: 'error.pack-damaged',
  },
  'the model is missing': {
    files: MODEL,
    status: 404,
    change: () => SIGN_IN,
    message: 'error.pack-fetch-failed',
  },
  'a sign-in page comes for the manifest': {
    files: MANIFEST,
    change: () => SIGN_IN,
    message: 'error.pack-fetch-failed',
  },
  'the manifest is not one': {
    files: MANIFEST,
    change: () => Buffer.from('{"schema": 2}'),
    message: 'error.pack-invalid',
  },
  'the list of models is missing': {
    files: INDEX,
    status: 404,
    change: () => SIGN_IN,
    message: 'error.pack-fetch-failed',
  },
  'one bit of the runtime is wrong': { files: RUNTIME, change: flipBit, message: 'error.pack-damaged' },
  'the runtime is missing': {
    files: RUNTIME,
    status: 404,
    change: () => SIGN_IN,
    message: 'error.pack-fetch-failed',
  },
};

/** The same bytes but for one bit in the middle. */
function flipBit(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(copy.length >> 1) ^ 1, copy.length >> 1);
  return copy;
}

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length >> 1);
}

for (const [name, { files, status = 200, change, message }] of Object.entries(FAULTS)) {
  test(`${name}: told, nothing lost, works again`, async ({ editor, guard, page, site }) => {
    guard.allow(/LacunaError|Failed to load resource/);
    const before = new Map(site.overrides);
    for (const [path, bytes] of Object.entries(files))
      site.overrides.set(path, { status, body: change(bytes) });
    await editor.goto();
    const work = await prepareWork(editor);
    await editor.fillButton.click();
    await expectAlert(page, message);

    for (const path of Object.keys(files)) {
      const normal = before.get(path);
      if (normal) site.overrides.set(path, normal);
      else site.overrides.delete(path);
    }
    await expectRecovered(editor, work);
  });
}
