import type { ByteSource } from '../../workers/shared/bytes.ts';
import type { Project } from '../../workers/shared/project.ts';
import { moveFills } from '../editor/document/move-fill.ts';
import { t } from '../i18n/t.ts';
import { download, exportName } from '../lib/files.ts';
import { markSaved } from './export-store.ts';
import { clearNotices, notify, notifyError } from './notices-store.ts';
import { projectSettings } from './project-settings.ts';
import { services } from './services.ts';

const PROJECT_TYPE = 'application/x-lacuna';

/** Writes the whole document, still editable, as one file. */
export function saveProject(): Promise<void> {
  return write(async (file, project) => {
    const { editor, codec } = services();
    const name = exportName(project.name, '', 'lacuna');
    download(await codec.writeProject({ file, project }), name, PROJECT_TYPE);
    if (editor.sourceFile() === file) markSaved();
    notify('info', t('project.saved', { name }));
  });
}

/** Writes the document for other editors: OpenRaster, a layer a fill. */
export function exportOpenRaster(): Promise<void> {
  return write(async (file, project) => {
    const { editor, codec } = services();
    const name = exportName(project.name, 'lacuna', 'ora');
    const icc = editor.getState().document?.icc ?? null;
    download(await codec.writeOpenRaster({ file, project, icc }), name, 'image/openraster');
    notify('info', t('export.doneLayers', { name }));
  });
}

/** Runs one way of writing the open document; failures are told. */
async function write(how: (file: ByteSource, project: Project) => Promise<void>): Promise<void> {
  const file = services().editor.sourceFile();
  const project = currentProject();
  if (!file || !project) return;
  clearNotices();
  try {
    await how(file, project);
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
  return {
    name,
    canvas: frame,
    fills: moveFills(document.fills, frame.x, frame.y),
    mask: rect && values ? { rect, values } : null,
    settings: projectSettings(),
  };
}
