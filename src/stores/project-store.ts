import type { Project } from '../../workers/shared/project.ts';
import type { OpenedImage } from '../../workers/shared/protocol.ts';
import type { DocumentEdit } from '../editor/document/edit.ts';
import { tileGrid } from '../editor/document/tile-grid.ts';
import { maskSinceEmpty } from '../editor/mask/mask-since.ts';
import type { Opening } from './open-store.ts';
import { services } from './services.ts';

/** What writes projects: loaded once a picture is open, so that it is there when work has to be saved, come what may. */
export const projectSaving = () => import('./project-saving.ts');

/** True for a ZIP, whatever it is called: the codec says then whether it is a project. */
export async function isProject(file: File): Promise<boolean> {
  const [p, k, three, four] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return p === 0x50 && k === 0x4b && three === 3 && four === 4;
}

/** Reads a project file: its picture, fills, mask and settings. */
export async function readProject(file: File): Promise<Opening> {
  const { source, project } = await services().codec.readProject({ file });
  const { settingsRestorer } = await import('./project-settings.ts');
  return {
    file: new File([source], project.name),
    edits: (image) => [groundOf(project, image)],
    restore: await settingsRestorer(project.settings),
    isSaved: true,
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
