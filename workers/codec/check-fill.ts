import { LacunaError } from '../shared/errors.ts';
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
