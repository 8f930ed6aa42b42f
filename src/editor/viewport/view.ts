import type { Rect, Size } from '../../../workers/shared/geometry/rect.ts';
import type { Point } from '../mask/capsule.ts';

/** Screen pixels (CSS) an image pixel may cover. */
export const MIN_ZOOM = 0.02;
export const MAX_ZOOM = 32;

/** Room around a fitted picture, in screen pixels; less on a host as narrow as a phone. */
const FIT_MARGIN = 24;
const NARROW = 480;
const NARROW_MARGIN = 8;
/** A small picture is not enlarged beyond this by "fit". */
const FIT_MAX_ZOOM = 8;
/** Screen pixels between a comfortable room and the host's rim: its handles can be reached. */
const HANDLE_ROOM = 16;
/** What is looked at takes at most the host divided by this. */
const FOCUS_ROOM = 1.5;
/** Screen pixels of the picture that always stay in sight. */
const KEEP_IN_SIGHT = 48;

/** Where the picture lies on the host: `screen = image * zoom + (x, y)`, in CSS pixels from the host's corner. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** Screen point to image point. */
export function toImage(view: View, screen: Point): Point {
  return { x: (screen.x - view.x) / view.zoom, y: (screen.y - view.y) / view.zoom };
}

/** Image point to screen point. */
export function toScreen(view: View, image: Point): Point {
  return { x: image.x * view.zoom + view.x, y: image.y * view.zoom + view.y };
}

/** The zoom nearest to `zoom` that is allowed. */
export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

/** Zooms so that the image point under `at` stays there. */
export function zoomAbout(view: View, zoom: number, at: Point): View {
  const next = clampZoom(zoom);
  const held = toImage(view, at);
  return { zoom: next, x: at.x - held.x * next, y: at.y - held.y * next };
}

/** Moves the picture by screen pixels. */
export function panBy(view: View, dx: number, dy: number): View {
  return { ...view, x: view.x + dx, y: view.y + dy };
}

/** The whole picture in the middle of the host, as large as it goes with a share of the host's shorter side around it. */
export function fitView(host: Size, picture: Size, share = 0): View {
  const shorter = Math.min(host.width, host.height);
  const least = shorter < NARROW ? Math.min(NARROW_MARGIN, shorter / 10) : FIT_MARGIN;
  const margin = Math.max(least, share * shorter);
  const fitting = Math.min(
    (host.width - 2 * margin) / picture.width,
    (host.height - 2 * margin) / picture.height,
    FIT_MAX_ZOOM,
  );
  const zoom = clampZoom(fitting);
  return { zoom, x: (host.width - picture.width * zoom) / 2, y: (host.height - picture.height * zoom) / 2 };
}

/**
 * The part of the picture around `focus`, as large as the host, but not larger than it takes to see all of `focus` with
 * something around it; nowhere smaller than the fitted picture.
 */
export function closeView(host: Size, picture: Size, focus: Rect): View {
  const cover = Math.max(host.width / picture.width, host.height / picture.height);
  const near = Math.min(host.width / focus.width, host.height / focus.height) / FOCUS_ROOM;
  const zoom = clampZoom(Math.max(fitView(host, picture).zoom, Math.min(cover, near, FIT_MAX_ZOOM)));
  const axis = (centre: number, length: number, room: number) =>
    length * zoom <= room
      ? (room - length * zoom) / 2
      : Math.min(0, Math.max(room - length * zoom, room / 2 - centre * zoom));
  return {
    zoom,
    x: axis(focus.x + focus.width / 2, picture.width, host.width),
    y: axis(focus.y + focus.height / 2, picture.height, host.height),
  };
}

/** True when all of `room` is in sight, and fills at least half of the host one way. */
export function isComfortable(view: View, host: Size, room: Rect): boolean {
  const { x, y } = toScreen(view, room);
  const width = room.width * view.zoom;
  const height = room.height * view.zoom;
  const inSight =
    x >= HANDLE_ROOM &&
    y >= HANDLE_ROOM &&
    x + width <= host.width - HANDLE_ROOM &&
    y + height <= host.height - HANDLE_ROOM;
  return inSight && (width >= host.width / 2 || height >= host.height / 2);
}

/** Moves the picture back where it has left the host, all but a strip. */
export function keepInSight(view: View, host: Size, picture: Size): View {
  return {
    zoom: view.zoom,
    x: keepAxis(view.x, picture.width * view.zoom, host.width),
    y: keepAxis(view.y, picture.height * view.zoom, host.height),
  };
}

function keepAxis(offset: number, length: number, room: number): number {
  const strip = Math.min(KEEP_IN_SIGHT, length, room);
  return Math.min(room - strip, Math.max(strip - length, offset));
}
