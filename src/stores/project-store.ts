import type { Project } from '../../workers/shared/project.ts';
import type { OpenedImage } from '../../workers/shared/protocol.ts';
import type { DocumentEdit } from '../editor/document/edit.ts';
import { moveFills } from '../editor/document/move-fill.ts';
import { tileGrid } from '../editor/document/tile-grid.ts';
import { maskSinceEmpty } from '../editor/mask/mask-since.ts';
import { t } from '../i18n/t.ts';
import { download, exportName } from '../lib/files.ts';
import { markSaved } from './export-store.ts';
import { clearNotices, notify, notifyError } from './notices-store.ts';
import type { Opening } from './open-store.ts';
import { services } from './services.ts';
import { setSettings, useSettings } from './settings-store.ts';

const PROJECT_TYPE = 'application/x-lacuna';

/** True for a ZIP, whatever it is called: the codec says then whether it is a project. */
export async function isProject(file: File): Promise<boolean> {
  const [p, k, three, four] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

/** Reads a project file: its picture, fills, mask and settings. */
export async function readProject(file: File): Promise<Opening> {
  const { source, project } = await services().codec.readProject({ file });
  setSettings(project.settings);
  return {
    file: new File([source], project.name),
    edits: (image) => [groundOf(project, image)],
    isSaved: true,
  };
}

/** Writes the whole document, still editable, as one file. */
export async function saveProject(): Promise<void> {
  const { editor, codec } = services();
  const file = editor.sourceFile();
  const project = currentProject();
  if (!file || !project) return;
  clearNotices();
  try {
    const name = exportName(project.name, '', 'lacuna');
    download(await codec.writeProject({ file, project }), name, PROJECT_TYPE);
    if (editor.sourceFile() === file) markSaved();
    notify('info', t('project.saved', { name }));
  } catch (error) {
    notifyError(error);
  }
}

/** Writes the document for other editors: OpenRaster, a layer a fill. */
export async function exportOpenRaster(): Promise<void> {
  const { editor, codec } = services();
  const file = editor.sourceFile();
  const project = currentProject();
  if (!file || !project) return;
  clearNotices();
  try {
    const name = exportName(project.name, 'lacuna', 'ora');
    const icc = editor.getState().document?.icc ?? null;
    download(await codec.writeOpenRaster({ file, project, icc }), name, 'image/openraster');
    notify('info', t('export.doneLayers', { name }));
  } catch (error) {
    notifyError(error);
  }
}

/** The open document as files hold it: in source coordinates, with the settings for the next fill. */
function currentProject(): Project | null {
  const { editor } = services();
  const { document, maskBounds } = editor.getState();
  if (!document) return null;
  const { name, frame } = document;
  const values = maskBounds && editor.readMask(maskBounds);
  const rect = maskBounds && { ...maskBounds, x: maskBounds.x + frame.x, y: maskBounds.y + frame.y };
  const { intent, prompt, negativePrompt } = useSettings.getState();
  return {
    name,
    canvas: frame,
    fills: moveFills(document.fills, frame.x, frame.y),
    mask: rect && values ? { rect, values } : null,
    settings: { intent, prompt, negativePrompt },
  };
}

function groundOf({ canvas, fills, mask }: Project, image: OpenedImage): DocumentEdit {
  const grid = { ...tileGrid(image.width, image.height), frame: canvas };
  return {
    kind: 'ground',
    fills,
    frame: canvas,
    mask: mask && maskSinceEmpty(grid, mask.rect, mask.values),
  };
}
