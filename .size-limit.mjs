import { readFileSync } from 'node:fs';
import { firstPaintScripts } from './scripts/lib/first-paint.mjs';

const html = readFileSync('dist/index.html', 'utf8');

export default [
  {
    name: 'script before the first paint',
    path: firstPaintScripts(html).map((file) => `dist/${file}`),
    limit: '160 kB',
    gzip: true,
  },
];
