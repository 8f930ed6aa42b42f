import { create } from 'zustand';
import { fitsLimits } from '../../workers/shared/geometry/canvas-limits.ts';
import {
  extendRect,
  isNoGrowth,
  NO_SIDES,
  type Sides,
  sidesForRatio,
  splitGrowth,
} from '../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import { services } from './services.ts';

/** Where growth to a ratio or a multiple goes: half on each side, all to the left or up, or all to the right or down. */
export type GrowthPlace = 'both' | 'start' | 'end';

/** The share on the left and at the top. */
const BEFORE: Readonly<Record<GrowthPlace, number>> = { both: 0.5, start: 1, end: 0 };

/** How a person adds to the picture; how much is the editor's `extent`. */
interface ExpandState {
  readonly unit: 'px' | '%';
  readonly place: GrowthPlace;
  /** True: no pixel that is there already changes, not even in a soft edge. */
  readonly protect: boolean;
  /** True: what is added on the left and on the right joins both ends of the picture. */
  readonly wrap: boolean;
}

export const useExpand = create<ExpandState>(() => ({
  unit: '%',
  place: 'both',
  protect: true,
  wrap: false,
}));

/** Both ends can only be joined by growth on the left or right, and none above, below or inward. */
export function canWrap({ left, right, top, bottom }: Sides): boolean {
  return left >= 0 && right >= 0 && left + right > 0 && top === 0 && bottom === 0;
}

/** The canvas growth of the last run, until one of its candidates is accepted. */
let unsettled: { readonly sides: Sides; readonly takeBack: () => boolean } | null = null;

/** What is about to be added, or below 0 to be cut, on each side. */
export function pendingSides(): Sides {
  return services().editor.getState().extent ?? NO_SIDES;
}

/** Sets some sides, in pixels; below 0 they cut, as far as a piece of the canvas stays. Broken numbers count as 0. */
export function setSides(change: Partial<Sides>): void {
  const { editor } = services();
  const { document } = editor.getState();
  if (!document) return;
  const sides = { ...pendingSides(), ...change };
  const left = whole(sides.left, 1 - document.width);
  const top = whole(sides.top, 1 - document.height);
  const right = whole(sides.right, 1 - document.width - Math.min(0, left));
  const bottom = whole(sides.bottom, 1 - document.height - Math.min(0, top));
  editor.setExtent({ left, top, right, bottom });
}

function whole(value: number, least: number): number {
  return Number.isFinite(value) ? Math.max(least, Math.round(value)) : 0;
}

export function clearSides(): void {
  services().editor.setExtent(NO_SIDES);
}

/** The canvas offers its edges to the Extend tool, or nothing of it can change now. */
export function offerExtent(offered: boolean): void {
  const { editor } = services();
  const { extent } = editor.getState();
  if (offered !== (extent !== null)) editor.setExtent(offered ? NO_SIDES : null);
}

/** The whole canvas to this ratio, by growing where the person wants it. */
export function setRatio(across: number, down: number): void {
  const { document } = services().editor.getState();
  if (document) setSides(sidesForRatio(document, across, down, BEFORE[useExpand.getState().place]));
}

/** The canvas to this many times its width and height, by growing where the person wants it. */
export function setScale(times: number): void {
  const { document } = services().editor.getState();
  if (!document) return;
  const across = Math.round(document.width * (times - 1));
  const down = Math.round(document.height * (times - 1));
  setSides(splitGrowth(across, down, BEFORE[useExpand.getState().place]));
}

/** Where growth goes from now on; what is pending moves there, a crop stays. */
export function setGrowthPlace(place: GrowthPlace): void {
  useExpand.setState({ place });
  const { left, top, right, bottom } = pendingSides();
  if (Math.min(left, top, right, bottom) >= 0)
    setSides(splitGrowth(left + right, top + bottom, BEFORE[place]));
}

/** True when nothing is added and something is cut: that needs no fill. */
export function isCrop(sides: Sides): boolean {
  return !isNoGrowth(sides) && Math.max(sides.left, sides.top, sides.right, sides.bottom) <= 0;
}

/** Cuts the canvas down to what is left between the sides, as one undo entry. */
export function cropPending(): void {
  const { editor } = services();
  const { document } = editor.getState();
  const sides = pendingSides();
  if (!document || !isCrop(sides)) return;
  editor.cropCanvas(extendRect({ x: 0, y: 0, width: document.width, height: document.height }, sides));
}

/** The canvas as it would be, in canvas coordinates; `fits` is false beyond what can be held and written. */
export function grownCanvas(
  canvas: { readonly width: number; readonly height: number },
  sides: Sides,
): { readonly rect: Rect; readonly fits: boolean } {
  const rect = extendRect({ x: 0, y: 0, width: canvas.width, height: canvas.height }, sides);
  return { rect, fits: fitsLimits(rect.width, rect.height) };
}

export function hasGrowthPending(): boolean {
  return !isNoGrowth(pendingSides());
}

/**
 * Makes the growth that is pending; the editor's mask then covers exactly the new area.
 * @throws LacunaError `image-too-large`
 */
export function growPending(): void {
  const sides = pendingSides();
  const takeBack = services().editor.growCanvas(sides);
  unsettled = { sides, takeBack };
}

/** Whether the growth that is being filled lies on all four sides of what was there. */
export function growsAllAround(): boolean {
  return unsettled !== null && Math.min(...Object.values(unsettled.sides)) > 0;
}

/** A candidate was accepted: the growth stays, as an undo entry of its own. */
export function keepGrowth(): void {
  unsettled = null;
}

/**
 * Nothing of the last run was kept: the canvas is as large as before, and the numbers stand in the panel again. A
 * growth that was painted on since stays; undo takes it back.
 */
export function rollBackGrowth(): void {
  const growth = unsettled;
  unsettled = null;
  if (growth?.takeBack()) services().editor.setExtent(growth.sides);
}

/** Another picture: nothing pending, nothing to take back. */
export function resetExpand(): void {
  unsettled = null;
}
