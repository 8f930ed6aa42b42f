import { LacunaError } from '../shared/errors.ts';
import { checkLimits } from '../shared/geometry/canvas-limits.ts';
import { isWholeRect, type Rect } from '../shared/geometry/rect.ts';
import type { FlatFill } from '../shared/protocol.ts';

/** Throws `job-invalid` where patch, stitch mask and rectangle do not have the same size. */
export function checkFill({ rect, patch, stitch }: FlatFill): void {
  const pixels = rect.width * rect.height;
  if (patch.data.length === pixels * 4 && stitch.data.length === pixels && patch.width === rect.width) return;
  throw new LacunaError('job-invalid', 'patch, stitch mask and rectangle differ in size', {
    width: rect.width,
    height: rect.height,
    patchBytes: patch.data.length,
    stitchBytes: stitch.data.length,
  });
}

/** Throws `job-invalid` for a canvas of no or of broken pixels, `image-too-large` for one beyond the limits. */
export function checkFrame(frame: Rect): void {
  const { x, y, width, height } = frame;
  if (!isWholeRect(frame)) {
    throw new LacunaError('job-invalid', `a canvas of ${width} x ${height} at ${x}, ${y}`, { width, height });
  }
  checkLimits(width, height);
}
