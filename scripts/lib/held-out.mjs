import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './project.mjs';

/**
 * A hole to be filled in a photograph.
 *
 * @typedef {object} PhotoHole
 * @property {string} name unique, fit for a file name
 * @property {string} picture id of the photograph without its package
 * @property {string} file path of the photograph
 * @property {number} x centre, in pixels
 * @property {number} y
 * @property {number} size long side in pixels
 * @property {'ellipse' | 'person'} shape
 * @property {string} under what the hole covers
 */

/** Used where the photographs are not there: what the repository itself holds. */
const OWN = [
  { picture: 'held-out', file: 'e2e/fixtures/held-out.jpg', x: 600, y: 600, under: 'meadow' },
  { picture: 'mountain-meadow', file: 'public/samples/mountain-meadow.jpg', x: 900, y: 760, under: 'grass' },
  { picture: 'kite', file: 'public/samples/kite.jpg', x: 700, y: 500, under: 'sky' },
];

/**
 * The holes of `tools/quality/holes.json` whose photographs lie under `folder`, either at their path in
 * `training/sources.json` or flat; else one hole of 300 px in each picture of the repository.
 *
 * @param {string | undefined} folder
 * @returns {PhotoHole[]}
 */
export function heldOutHoles(folder) {
  /** @type {{ id: string, path: string, use: string }[]} */
  const sources = JSON.parse(readFileSync(join(root, 'training/sources.json'), 'utf8'));
  const { holes } = JSON.parse(readFileSync(join(root, 'tools/quality/holes.json'), 'utf8'));
  const paths = new Map(
    sources.filter(({ use }) => use === 'held-out').map(({ id, path }) => [basename(id), path]),
  );
  const found = [];
  for (const hole of holes) {
    const path = paths.get(hole.picture);
    if (path === undefined) throw new Error(`${hole.picture} is not held out`);
    const file = [join(folder ?? '', path), join(folder ?? '', basename(path))].find(existsSync);
    if (folder && file) found.push({ ...hole, file, name: nameOf(hole) });
  }
  if (found.length > 0) return found;
  console.log(
    'The photographs are not here (LACUNA_DATA or --pictures): the repository stands in with its own.',
  );
  return OWN.map((hole) => ({
    ...hole,
    name: hole.picture,
    file: join(root, hole.file),
    size: 300,
    shape: 'ellipse',
  }));
}

/** @param {{ picture: string, under: string, size: number }} hole */
function nameOf({ picture, under, size }) {
  return `${picture.split('_')[0]}-${under.replaceAll(/[^a-z]+/g, '-')}-${size}`.toLowerCase();
}
