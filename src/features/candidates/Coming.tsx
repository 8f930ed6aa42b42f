import { useEffect, useRef } from 'react';
import type { PixelBuffer } from '../../../workers/shared/pixels.ts';
import { t } from '../../i18n/t.ts';
import { placeOfThumb, thumbOf } from '../../stores/fill-thumb.ts';
import { type Candidate, useJob, watchRun } from '../../stores/job-store.ts';
import { THUMB_SIDE } from '../../ui/PixelThumb.tsx';

/**
 * Where the next candidate will be: it takes shape there while another one is on show, and is watched in place when
 * pressed.
 *
 * @param like a candidate of the same hole
 */
export function Coming({ like }: { readonly like: Candidate }) {
  const preview = useJob((state) => state.progress?.preview ?? null);
  const ref = useRef<HTMLCanvasElement>(null);
  // Not every progress brings a preview: what was drawn last stays.
  useEffect(() => {
    const context = ref.current?.getContext('2d');
    const place = placeOfThumb(like);
    if (!context || !place || !preview) return;
    const scale = THUMB_SIDE / place.width;
    context.imageSmoothingQuality = 'high';
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(canvasOf(thumbOf(like, like.replaces)), 0, 0, THUMB_SIDE, THUMB_SIDE);
    context.setTransform(scale, 0, 0, scale, -place.x * scale, -place.y * scale);
    const { x, y, width, height } = preview.rect;
    context.drawImage(canvasOf(preview.image), x, y, width, height);
  }, [preview, like]);
  return (
    <button
      type="button"
      className="candidates-coming"
      aria-label={t('candidates.watch')}
      title={t('candidates.watch')}
      // What is rolled again lies under no mask, which a preview is shown in.
      disabled={like.replaces !== null}
      onClick={watchRun}
    >
      <canvas ref={ref} width={THUMB_SIDE} height={THUMB_SIDE} />
    </button>
  );
}

function canvasOf({ data, width, height }: PixelBuffer): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d')?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}
