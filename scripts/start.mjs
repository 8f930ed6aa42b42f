/** `npm start`: from a fresh clone to the page in the browser. */
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled, requireNode } from './lib/install.mjs';
import { serve } from './serve.mjs';

requireNode();
const port = Number(process.env.PORT ?? 4173);
if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
  process.exit(1);
}
ensureInstalled();
if (!ensureBuilt()) process.exit(1);
try {
  const server = await serve({ port, extraModels: process.env.LACUNA_EXTRA_MODELS });
  console.log(`Lacuna runs at ${server.url}  (Ctrl+C stops it)`);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    console.error(`Port ${port} is taken. Choose another one, for example: PORT=${port + 1} npm start`);
  } else if (code === 'EACCES') {
    console.error(`Port ${port} may not be used by this account. Choose another one: PORT=4173 npm start`);
  } else {
    console.error(error);
  }
  process.exit(1);
}
