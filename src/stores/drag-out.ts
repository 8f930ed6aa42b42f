import { t } from '../i18n/t.ts';
import { exportName } from '../lib/files.ts';
import { pixelsFile } from '../lib/pixels-file.ts';
import { preparedFile, prepareFile } from './handout-store.ts';
import type { Candidate } from './job-store.ts';
import { notify } from './notices-store.ts';
import { services } from './services.ts';

/** A file that is dragged out may be read this long after the drag has ended. */
const KEPT_MS = 60_000;

let own = false;
let writing = false;

/** True while what is dragged began on this page: dropped here again it is nothing to open. */
export function isOwnDrag(): boolean {
  return own;
}

/**
 * Hands the picture with its accepted fills to a drag that begins, as a PNG file. A drag cannot wait: where the file is
 * not written yet there is none, and it is told when the next one has it.
 */
export function dragPicture(event: DragEvent): void {
  const file = preparedFile();
  if (file) {
    hand(event, file);
    return;
  }
  event.preventDefault();
  if (!writing) void writeAhead();
}

/** Hands a candidate to a drag that begins: its piece of the picture alone, as a PNG file. */
export function dragCandidate(event: DragEvent, candidate: Candidate, index: number): void {
  const { document } = services().editor.getState();
  if (!document) return;
  const colorSpace = document.colorSpace === 'display-p3' ? 'display-p3' : 'srgb';
  const name = exportName(document.name, `candidate-${index + 1}`);
  hand(event, pixelsFile(candidate.patch, colorSpace, name));
}

async function writeAhead(): Promise<void> {
  writing = true;
  notify('info', t('drag.writing'));
  try {
    if (await prepareFile()) notify('info', t('drag.ready'));
  } finally {
    writing = false;
  }
}

function hand(event: DragEvent, file: File): void {
  const data = event.dataTransfer;
  if (!data) return;
  const url = URL.createObjectURL(file);
  data.effectAllowed = 'copy';
  // for pages, and for folders and other programs where the browser knows how
  data.items.add(file);
  data.setData('DownloadURL', `${file.type}:${file.name}:${url}`);
  own = true;
  const end = () => {
    own = false;
    setTimeout(() => URL.revokeObjectURL(url), KEPT_MS);
  };
  window.addEventListener('dragend', end, { once: true });
}
