import type { Rect } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';
import type { Frame } from './scene.ts';

/** In CSS pixels: the glass, and how far its middle stays from the finger and from the edge. */
const RADIUS = 56;
const ABOVE = 100;
const EDGE = 8;
const MAGNIFIES = 1.75;

/** What lies under a finger, in a round glass above it, or beside it where there is no room above. */
export function paintLoupe(
  context: CanvasRenderingContext2D,
  frame: Frame,
  picture: HTMLCanvasElement,
  finger: Point,
): void {
  const { ratio } = frame;
  const place = loupePlace(finger, frame.width / ratio);
  const x = place.x * ratio;
  const y = place.y * ratio;
  const radius = RADIUS * ratio;
  const seen = (2 * radius) / MAGNIFIES;
  const from = [finger.x * ratio - seen / 2, finger.y * ratio - seen / 2, seen, seen] as const;
  const to = [x - radius, y - radius, 2 * radius, 2 * radius] as const;
  // the overlay as it is so far, before the glass lies over it
  const marks = new OffscreenCanvas(Math.ceil(seen), Math.ceil(seen));
  marks.getContext('2d')?.drawImage(context.canvas, -from[0], -from[1]);
  context.save();
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.clip();
  context.fillStyle = '#808080';
  context.fillRect(...to);
  context.drawImage(picture, ...from, ...to);
  context.drawImage(marks, 0, 0, seen, seen, ...to);
  context.restore();
  for (const [style, width] of [
    ['rgba(0, 0, 0, 0.5)', 4],
    ['rgb(255, 255, 255)', 2],
  ] as const) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.strokeStyle = style;
    context.lineWidth = width * ratio;
    context.stroke();
  }
}

/** Where the glass is, in CSS pixels of a host `width` wide. */
export function loupeBounds(finger: Point, width: number): Rect {
  const { x, y } = loupePlace(finger, width);
  return { x: x - RADIUS, y: y - RADIUS, width: 2 * RADIUS, height: 2 * RADIUS };
}

/** The middle of the glass, in CSS pixels of a host `width` wide. */
export function loupePlace(finger: Point, width: number): Point {
  const inside = (x: number) => Math.max(RADIUS + EDGE, Math.min(width - RADIUS - EDGE, x));
  if (finger.y - ABOVE >= RADIUS + EDGE) return { x: inside(finger.x), y: finger.y - ABOVE };
  const side = finger.x > width / 2 ? -ABOVE : ABOVE;
  return { x: inside(finger.x + side), y: Math.max(RADIUS + EDGE, finger.y) };
}
