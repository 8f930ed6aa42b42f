import { copyCommon } from '../../shared/copy-common.ts';
import type { Rect } from '../../shared/geometry/rect.ts';
import type { FillJob } from '../../shared/job.ts';
import type { Filling } from '../exemplar/beside.ts';
import { cropBox, holeBox, putBack } from '../exemplar/hole-box.ts';
import { type HoledPlane, makePlane } from '../exemplar/plane.ts';
import type { AroundPixels, WindowJob } from './prepare.ts';

/** The job for the part of its window that the model looks at, with the whole window to copy from. */
export function viewOf(job: FillJob): WindowJob {
  const { rect, image, mask, view } = job.window;
  if (!view || (view.width === rect.width && view.height === rect.height)) return job;
  return {
    ...job,
    window: {
      rect: view,
      image: { width: view.width, height: view.height, data: cut(image.data, 4, rect, view) },
      mask: { width: view.width, height: view.height, data: cut(mask.data, 1, rect, view) },
    },
    around: { image, x: view.x - rect.x, y: view.y - rect.y },
  };
}

function cut<T extends Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>>(
  data: T,
  channels: 1 | 4,
  from: Rect,
  to: Rect,
): T {
  const Bytes = data.constructor as new (length: number) => T;
  const out = new Bytes(to.width * to.height * channels);
  copyCommon({ data, area: from }, { data: out, area: to }, channels);
  return out;
}

/** Fills a window's hole, in place, with the picture around the window to copy from as well. */
export function fillFromAround(picture: HoledPlane, { image, x, y }: AroundPixels, fill: Filling): boolean {
  const { width, height, data } = image;
  const wide: HoledPlane = { ...makePlane(width, height), hole: new Uint8Array(width * height) };
  for (let i = 0, k = 0; k < data.length; i += 3, k += 4) {
    wide.data[i] = data[k] as number;
    wide.data[i + 1] = data[k + 1] as number;
    wide.data[i + 2] = data[k + 2] as number;
  }
  const view = { left: x, top: y, width: picture.width, height: picture.height };
  putBack(picture, wide, view);
  for (let row = 0; row < picture.height; row++) {
    const from = row * picture.width;
    wide.hole.set(picture.hole.subarray(from, from + picture.width), (y + row) * width + x);
  }
  if (!fill(wide)) return false;
  const box = holeBox(picture, 0);
  if (box) putBack(cropBox(wide, { ...box, left: x + box.left, top: y + box.top }), picture, box);
  return true;
}
