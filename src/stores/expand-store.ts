import { create } from 'zustand';
import { fitsLimits } from '../../workers/shared/geometry/canvas-limits.ts';
import { extendRect, isNoGrowth, type Sides, sidesForRatio } from '../../workers/shared/geometry/growth.ts';
import type { Rect } from '../../workers/shared/geometry/rect.ts';
import { services } from './services.ts';

/** What a person is about to add around the picture. */
interface ExpandState {
  /** Whole pixels of the canvas as it is. */
  readonly sides: Sides;
  readonly unit: 'px' | '%';
  /** True: no pixel that is there already changes, not even in a soft edge. */
  readonly protect: boolean;
}

const NO_SIDES: Sides = { left: 0, top: 0, right: 0, bottom: 0 };

export const useExpand = create<ExpandState>(() => ({ sides: NO_SIDES, unit: '%', protect: true }));

/** The canvas growth of the last run, until one of its candidates is accepted. */
let unsettled: { readonly sides: Sides; readonly takeBack: () => boolean } | null = null;

/** Sets some sides, in pixels; broken and negative numbers count as 0. */
export function setSides(change: Partial<Sides>): void {
  useExpand.setState(({ sides }) => {
    const { left, top, right, bottom } = { ...sides, ...change };
    return { sides: { left: whole(left), top: whole(top), right: whole(right), bottom: whole(bottom) } };
  });
}

function whole(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.round(value)) : 0;
}

export function clearSides(): void {
  useExpand.setState({ sides: NO_SIDES });
}

/** The whole canvas to this ratio, by growing one of its sides around the centre. */
export function setRatio(across: number, down: number): void {
  const { document } = services().editor.getState();
  if (document) setSides(sidesForRatio(document, across, down));
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
  return !isNoGrowth(useExpand.getState().sides);
}

/**
 * Makes the growth that is pending; the editor's mask then covers exactly the new area.
 * @throws LacunaError `image-too-large`
 */
export function growPending(): void {
  const { sides } = useExpand.getState();
  const takeBack = services().editor.growCanvas(sides);
  unsettled = { sides, takeBack };
  clearSides();
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
  if (growth?.takeBack() && !hasGrowthPending()) useExpand.setState({ sides: growth.sides });
}

/** Another picture: nothing pending, nothing to take back. */
export function resetExpand(): void {
  unsettled = null;
  clearSides();
}
