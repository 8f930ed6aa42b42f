import { unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { readZip, type ZipEntry, zipContent } from './zip-read.ts';
import { writeZip } from './zip-write.ts';

/** Made by Python's zipfile with ZIP64_LIMIT = 50: sizes and offsets of every entry, and the end, in ZIP64 records. */
const PYTHON_ZIP64 =
  'UEsDBC0AAAAIAAAAIQB1aLI4//////////8PABQAdW5ldC9tb2RlbC5vbm54AQAQAEABAAAAAAAADgAAAAAAAAArT81MzygpVigfpcmiAVBLAwQtAAAAAAAAACEAB/tFMP//////////FAAUAHRva2VuaXplci9tZXJnZXMudHh0AQAQAFAAAAAAAAAAUAAAAAAAAABhIGIKYSBiCmEgYgphIGIKYSBiCmEgYgphIGIKYSBiCmEgYgphIGIKYSBiCmEgYgphIGIKYSBiCmEgYgphIGIKYSBiCmEgYgphIGIKYSBiClBLAwQtAAAAAAAAACEAAAAAAP//////////BQAUAHVuZXQvAQAQAAAAAAAAAAAAAAAAAAAAAABQSwECLQMtAAAACAAAACEAdWiyOP//////////DwAUAAAAAAAAAAAAgAEAAAAAdW5ldC9tb2RlbC5vbm54AQAQAEABAAAAAAAADgAAAAAAAABQSwECLQMtAAAAAAAAACEAB/tFMP//////////FAAcAAAAAAAAAAAAgAH/////dG9rZW5pemVyL21lcmdlcy50eHQBABgAUAAAAAAAAABQAAAAAAAAAE8AAAAAAAAAUEsBAi0DLQAAAAAAAAAhAAAAAAAAAAAAAAAAAAUADAAAAAAAAAAAAIAB/////3VuZXQvAQAIAOUAAAAAAAAAUEsGBiwAAAAAAAAALQAtAAAAAAAAAAAAAwAAAAAAAAADAAAAAAAAAO4AAAAAAAAAHAEAAAAAAABQSwYHAAAAAAoCAAAAAAAAAQAAAFBLBQYAAAAAAwADAO4AAAAcAQAACQBhIGNvbW1lbnQ=';

const bytesOf = (text: string) => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>;
const blobOf = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);
const textOf = async (archive: Blob, entry: ZipEntry) =>
  new Response(await zipContent(archive, entry)).text();

async function contents(archive: Blob): Promise<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const entry of await readZip(archive)) out[entry.path] = await textOf(archive, entry);
  return out;
}

describe('reading archives', () => {
  test('ZIP64 records of another program, stored and deflated, folders left out', async () => {
    const archive = blobOf(Buffer.from(PYTHON_ZIP64, 'base64'));
    expect(await contents(archive)).toEqual({
      'unet/model.onnx': 'weights '.repeat(40),
      'tokenizer/merges.txt': 'a b\n'.repeat(20),
    });
  });

  test('an entry beyond 4 GB, of which nothing else is read', async () => {
    const small = await writeZip([{ path: 'unet/model.onnx_data', file: blobOf(bytesOf('far away')) }], 0);
    const shifted = await farAway(small, 5_000_000_000);
    const [entry] = await readZip(shifted.archive);
    expect(entry?.at).toBe(5_000_000_000);
    expect(await textOf(shifted.archive, entry as ZipEntry)).toBe('far away');
    expect(shifted.read()).toBeLessThan(70_000);
  });

  test('archives of today: stored, deflated, with names beyond ASCII', async () => {
    const files = { 'a/ü.json': bytesOf('{}'), 'b.txt': bytesOf('x'.repeat(5000)), 'c.bin': bytesOf('') };
    const archive = blobOf(zipSync({ ...files, 'b.txt': [files['b.txt'], { level: 9 }] }, { level: 0 }));
    expect(await contents(archive)).toEqual({ 'a/ü.json': '{}', 'b.txt': 'x'.repeat(5000), 'c.bin': '' });
  });

  test('a wrong byte, a wrong size, a cut and what is no archive are refused', async () => {
    const whole = zipSync({ 'model.onnx': bytesOf('weights '.repeat(99)) }, { level: 0 });
    const flipped = whole.slice();
    flipped[100] = (flipped[100] ?? 0) ^ 1;
    await expect(contents(blobOf(flipped))).rejects.toThrow('model.onnx is damaged');
    await expect(contents(blobOf(whole.subarray(0, 300)))).rejects.toThrow('no end record');
    await expect(contents(blobOf(whole.subarray(60)))).rejects.toThrow('cannot be read');
    await expect(readZip(new Blob([]))).rejects.toThrow('no end record');
    const [entry] = await readZip(blobOf(whole));
    const lying = { ...(entry as ZipEntry), bytes: 5 };
    await expect(textOf(blobOf(whole), lying)).rejects.toThrow('longer than it says');
  });

  test('any wrong byte is told as such, never as something else', async () => {
    const whole = await writeZip([{ path: 'unet/a.onnx', file: blobOf(bytesOf('some weights')) }], 1);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    for (let at = 0; at < bytes.length; at++) {
      const wrong = bytes.slice();
      wrong[at] = (wrong[at] ?? 0) ^ 0xff;
      const read = await contents(blobOf(wrong)).catch((error: unknown) => error);
      if (read instanceof Error) expect(read).toMatchObject({ code: 'model-unsupported' });
      else expect(Object.values(read as object).every((text) => text === 'some weights')).toBe(true);
    }
  });
});

describe('writing archives', () => {
  const files = [
    { path: 'lacuna.json', file: blobOf(bytesOf('{}')) },
    { path: 'unet/model.onnx_data', file: blobOf(bytesOf('weights '.repeat(99))) },
    { path: 'vae_decoder/model.onnx', file: blobOf(bytesOf('')) },
  ];
  const expected = {
    'lacuna.json': '{}',
    'unet/model.onnx_data': 'weights '.repeat(99),
    'vae_decoder/model.onnx': '',
  };

  for (const split of [undefined, 1, 200]) {
    test(`come back as they were, ZIP64 from ${split ?? '4 GB'} on`, async () => {
      const archive = await writeZip(files, split);
      expect(await contents(archive)).toEqual(expected);
      const others = unzipSync(new Uint8Array(await archive.arrayBuffer()));
      const texts = Object.entries(others).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);
      expect(Object.fromEntries(texts)).toEqual(expected);
    });
  }
});

/** The archive with its start moved to `offset`, without the bytes before; and how many bytes of it were read. */
async function farAway(small: Blob, offset: number): Promise<{ archive: Blob; read(): number }> {
  const bytes = new Uint8Array(await small.arrayBuffer());
  const fields = new DataView(bytes.buffer);
  // Offsets are the only numbers that change: of the entry, the table, and the ZIP64 end record.
  const [table = 0, end64 = 0, locator = 0] = [0x02014b50, 0x06064b50, 0x07064b50].map((signature) => {
    for (let at = 0; at < bytes.length - 4; at++) if (fields.getUint32(at, true) === signature) return at;
    throw new Error('no such record');
  });
  const extraAt = table + 46 + fields.getUint16(table + 28, true);
  fields.setBigUint64(extraAt + 4 + 16, BigInt(offset), true);
  fields.setBigUint64(end64 + 48, BigInt(table + offset), true);
  fields.setBigUint64(locator + 8, BigInt(end64 + offset), true);
  let read = 0;
  const archive = {
    size: offset + bytes.length,
    slice(from: number, to: number) {
      read += to - from;
      const before = new Uint8Array(Math.max(0, Math.min(to, offset) - from));
      return new Blob([before, bytes.subarray(Math.max(0, from - offset), Math.max(0, to - offset))]);
    },
  };
  return { archive: archive as unknown as Blob, read: () => read };
}
