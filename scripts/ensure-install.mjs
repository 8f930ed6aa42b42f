/** Installs what is missing, so that the next command in the npm script can run on a fresh clone. */
import { ensureInstalled, requireNode } from './lib/install.mjs';

requireNode();
ensureInstalled();
