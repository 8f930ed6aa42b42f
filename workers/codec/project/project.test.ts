import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { LacunaError } from '../../shared/errors.ts';
import type { Project, ProjectFill } from '../../shared/project.ts';
import { readProject } from './read-project.ts';
import { writeProject } from './write-project.ts';

const SOURCE = Uint8Array.from({ length: 500 }, (_, k) => (k * 37) & 255);

function fill(id: string, width: number, height: number): ProjectFill {
  const mask = (by: number) => ({
    width,
    height,
    data: Uint8Array.from({ length: width * height }, (_, k) => (k * by) & 255),
  });
  const data = Uint8ClampedArray.from({ length: width * height * 4 }, (_, k) => (k * 29) & 255);
  return {
    id,
    rect: { x: -5, y: 7, width, height },
    patch: { width, height, data },
    stitch: mask(3),
    hole: mask(5),
    made: mask(7),
    job: {
      id: 'job',
      pack: 'tiny',
      intent: 'remove',
      method: 'auto',
      sampler: 'ddim',
      start: 'smooth',
      instant: true,
      nativeSize: 256,
      prompt: 'a <red> "apple" & Äpfel',
      negativePrompt: '',
      steps: 20,
      guidance: 2.5,
      strength: 1,
      seed: 4294967295,
      candidates: 1,
      maskGrow: 8,
      feather: 8,
      picture: { width: 90, height: 80 },
    },
    seed: 4294967295,
    chain: [{ stage: 'finetuned', note: '20 steps' }],
    edge: { feather: 0.25, grow: 1 },
    visible: false,
  };
}

const project: Project = {
  name: 'holiday.jpg',
  canvas: { x: -10, y: 0, width: 100, height: 80 },
  fills: [fill('a', 13, 9), fill('b', 4, 6)],
  mask: {
    rect: { x: -10, y: 3, width: 6, height: 5 },
    values: { width: 6, height: 5, data: new Uint8Array(30).fill(200) },
  },
  settings: { intent: 'add', prompt: 'a red apple', negativePrompt: 'blur' },
};

const whole = () => writeProject(new Blob([SOURCE]), project);

async function codeOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  try {
    await readProject(new Blob([bytes]));
    return 'opened';
  } catch (thrown) {
    return thrown instanceof LacunaError ? thrown.code : `uncaught ${String(thrown)}`;
  }
}

const files: Readonly<Record<string, Uint8Array>> = unzipSync(await whole());

/** The project with some files changed or taken out. */
function changed(by: Record<string, Uint8Array | object | null>): Uint8Array<ArrayBuffer> {
  const all = { ...files };
  for (const [name, value] of Object.entries(by)) {
    if (value) all[name] = value instanceof Uint8Array ? value : strToU8(JSON.stringify(value));
    else delete all[name];
  }
  return zipSync(all, { level: 0 }) as Uint8Array<ArrayBuffer>;
}

type Json = Record<string, unknown>;

/** A fresh copy of what `project.json` says. */
function jsonOf(): Json {
  return JSON.parse(new TextDecoder().decode(files['project.json'])) as Json;
}

function withJson(change: (json: Json) => void): Uint8Array<ArrayBuffer> {
  const json = jsonOf();
  change(json);
  return changed({ 'project.json': json });
}

type Path = readonly string[];

/** Every place in a JSON value. */
function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (inner as Json)[key], value);
}

/** The same with another value in one place. */
function withValue(value: unknown, [key, ...rest]: Path, other: unknown): object {
  if (key === undefined) return [other];
  const copy = structuredClone(value) as Json;
  copy[key] = rest.length === 0 ? other : withValue(copy[key], rest, other);
  return copy;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

describe('a project file', () => {
  test('holds the opened file byte for byte, and everything that was done to it', async () => {
    const read = await readProject(new Blob([await whole()]));
    expect(read.source).toEqual(SOURCE);
    expect(read.project).toEqual(project);
  });

  test('is the same file each time', async () => {
    expect(await whole()).toEqual(await whole());
  });

  test('of a long session opens: each stroke of Clone or Heal is a fill', async () => {
    const strokes = Array.from({ length: 300 }, (_, k) => ({
      ...fill(`stroke-${k}`, 2 + (k % 3), 2),
      rect: { x: k, y: k % 7, width: 2 + (k % 3), height: 2 },
    }));
    const long = { ...project, fills: strokes };
    const read = await readProject(new Blob([await writeProject(new Blob([SOURCE]), long)]));
    expect(read.project).toEqual(long);
  });

  test('holds prompts of any length', async () => {
    const settings = { ...project.settings, prompt: 'a red apple, '.repeat(5000) };
    const bytes = await writeProject(new Blob([SOURCE]), { ...project, settings });
    expect((await readProject(new Blob([bytes]))).project.settings).toEqual(settings);
  });

  test('holds everything that was chosen for the next fill, and takes nothing unknown', async () => {
    const settings = {
      ...project.settings,
      removed: 'a kite',
      seed: 77,
      pack: 'nano',
      sampling: { steps: 7, guidance: 2.5, strength: 0.5, sampler: 'euler', method: 'soft', feather: 3 },
    } as const;
    const bytes = await writeProject(new Blob([SOURCE]), { ...project, settings });
    expect((await readProject(new Blob([bytes]))).project.settings).toEqual(settings);

    const sampling = { ...settings.sampling, sampler: 'magic', steps: 7.5, other: { a: 1 } };
    const odd = withJson((json) => (json.settings = { ...settings, sampling, theme: 'dark' }));
    const { sampler: _sampler, steps: _steps, ...known } = settings.sampling;
    const read = await readProject(new Blob([odd]));
    expect(read.project.settings).toEqual({ ...settings, sampling: known });
    for (const seed of [-1, 0.5, 2 ** 32, '77']) {
      expect(await codeOf(withJson((json) => (json.settings = { ...settings, seed })))).toBe(
        'project-damaged',
      );
    }
  });

  test('that could not be opened again is not written', async () => {
    const many = Array.from({ length: 10_001 }, () => project.fills[0] as ProjectFill);
    await expect(writeProject(new Blob([SOURCE]), { ...project, fills: many })).rejects.toMatchObject({
      code: 'project-too-large',
    });
    await expect(writeProject(new Blob([SOURCE]), { ...project, name: '' })).rejects.toMatchObject({
      code: 'project-damaged',
    });
  });

  test('of the first form opens for good', async () => {
    const kept = readFileSync(new URL('../../../e2e/fixtures/project-form-1.lacuna', import.meta.url));
    const read = await readProject(new Blob([kept]));
    expect(read.source).toEqual(SOURCE);
    expect(read.project).toEqual(project);
  });

  test('of a newer form is named as such', async () => {
    expect(await codeOf(withJson((json) => (json.version = 2)))).toBe('project-newer');
  });

  test('that lacks or contradicts itself is damaged', async () => {
    expect(await codeOf(changed({ 'fills/1/patch.png': null }))).toBe('project-damaged');
    expect(await codeOf(changed({ source: null }))).toBe('project-damaged');
    expect(await codeOf(changed({ 'fills/0/hole.png': strToU8('no picture at all, but long enough') }))).toBe(
      'project-damaged',
    );
    expect(await codeOf(changed({ 'fills/0/hole.png': files['fills/1/hole.png'] ?? null }))).toBe(
      'project-damaged',
    );
    expect(await codeOf(withJson((json) => (json.mask = { x: 80, y: 0, width: 90, height: 5 })))).toBe(
      'project-damaged',
    );
    expect(
      await codeOf(withJson((json) => (json.canvas = { x: 0, y: 0, width: 16384, height: 16384 }))),
    ).toBe('image-too-large');
  });

  test('brings nothing along that is not asked for', async () => {
    const hostile = changed({
      'project.json': strToU8(
        JSON.stringify({
          version: 1,
          name: 'x.png',
          canvas: { x: 0, y: 0, width: 5, height: 5 },
          fills: [],
          mask: null,
          settings: {
            intent: 'fill',
            prompt: '',
            negativePrompt: '',
            constructor: { prototype: { bad: 1 } },
          },
        }).replace('"fills"', '"__proto__":{"bad":1},"fills"'),
      ),
      '../../outside.txt': strToU8('x'),
    });
    const { project: read } = await readProject(new Blob([hostile]));
    expect(Object.keys(read.settings)).toEqual(['intent', 'prompt', 'negativePrompt']);
    expect((read as unknown as { bad?: number }).bad).toBeUndefined();
    expect(({} as { bad?: number }).bad).toBeUndefined();
  });

  test('with more pixels in its fills than a session can hold is refused before any is decoded', async () => {
    const json = jsonOf();
    const [one] = json.fills as { rect: object }[];
    const large = { ...one, rect: { x: 0, y: 0, width: 10_000, height: 10_000 } };
    const claiming = (count: number) =>
      codeOf(changed({ 'project.json': { ...json, fills: Array(count).fill(large) } }));
    expect(await claiming(5)).toBe('project-too-large');
    expect(await claiming(4), 'as much as fits goes on, to images of another size').toBe('project-damaged');
  });

  test('with a value of another type anywhere is refused', async () => {
    const json = jsonOf();
    const wrong = [null, true, 7, 'text', [[]], { a: {} }];
    for (const path of pathsOf(json)) {
      const value = at(json, path);
      for (const other of wrong.filter((other) => kindOf(other) !== kindOf(value))) {
        // A project may have no mask.
        if (path.join() === 'mask' && other === null) continue;
        const bytes = changed({ 'project.json': withValue(json, path, other) });
        expect(await codeOf(bytes), `${path.join('.')} = ${JSON.stringify(other)}`).toBe('project-damaged');
      }
    }
  });

  test('nested without end is refused, or opens without that', async () => {
    const json = jsonOf();
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const text = JSON.stringify({ ...json, settings: 'HERE' });
    const raw = (json: string) => codeOf(changed({ 'project.json': strToU8(json) }));
    expect(await raw(deep)).toBe('project-damaged');
    expect(await raw(deep.slice(0, 200_000))).toBe('project-damaged');
    expect(await raw(text.replace('"HERE"', deep))).toBe('project-damaged');
    const unknown = JSON.stringify({ ...json, extra: 'THERE' }).replace('"THERE"', deep);
    expect(await raw(unknown)).toMatch(/^(opened|project-damaged)$/);
  });

  test('that would inflate beyond all measure is refused before it does', async () => {
    const bomb = zipSync({ 'project.json': new Uint8Array(20_000_000) }) as Uint8Array<ArrayBuffer>;
    expect(bomb.length).toBeLessThan(100_000);
    expect(await codeOf(bomb)).toBe('project-too-large');
    const many = Object.fromEntries(Array.from({ length: 41_000 }, (_, k) => [`f${k}`, new Uint8Array(0)]));
    expect(await codeOf(zipSync(many, { level: 0 }) as Uint8Array<ArrayBuffer>)).toBe('project-too-large');
  });
});

test('cut off or with wrong bytes a project is told apart, never half opened', async () => {
  const bytes = await whole();
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 255 }), async (cut, where, flip) => {
      expect(await codeOf(bytes.slice(0, cut % bytes.length))).toMatch(/^project-/);
      const wrong = bytes.slice();
      const at = where % wrong.length;
      wrong[at] = (wrong[at] as number) ^ flip;
      // A flipped byte may fall where nothing is read (the source is judged when it is opened, dates are not).
      expect(await codeOf(wrong)).toMatch(/^(project-|opened|image-too-large)/);
    }),
    { numRuns: 60 },
  );
}, 60_000);
