import type { Page } from '@playwright/test';
import type { EditorPage } from './editor-page.ts';
import { type Raster, readPng } from './pixels.ts';
import { PHOTO } from './work.ts';

/** CSS pixels of a canvas' shorter side below which it counts as narrow. */
const NARROW = 480;

// The photograph of the tests, in shares of its width and height.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export async function openPhoto(editor: EditorPage): Promise<void> {
  await editor.goto();
  await editor.open(PHOTO);
}

/** Share of the picture that is painted. */
export function painted({ width, height, data }: Raster): number {
  let sum = 0;
  for (const value of data) sum += value;
  return sum / 255 / (width * height);
}

export async function paintedShare(editor: EditorPage): Promise<number> {
  return painted(readPng(await editor.exportMask()));
}

/** A place in the picture, which is fitted into the canvas, as page pixels; shares of the picture, 0 to 1. */
export async function inPicture(editor: EditorPage, x: number, y: number): Promise<Point> {
  const box = await editor.canvas.boundingBox();
  if (!box) throw new Error('the canvas is not shown');
  // As `fitView` has it: less room around on a narrow canvas.
  const room = Math.min(box.width, box.height) < NARROW ? 16 : 48;
  const zoom = Math.min((box.width - room) / 1500, (box.height - room) / 999);
  return {
    x: box.x + box.width / 2 + (x - 0.5) * 1500 * zoom,
    y: box.y + box.height / 2 + (y - 0.5) * 999 * zoom,
  };
}

export async function dragInPicture(editor: EditorPage, ...places: readonly (readonly [number, number])[]) {
  const { mouse } = editor.page;
  for (const [index, [x, y]] of places.entries()) {
    const at = await inPicture(editor, x, y);
    await mouse.move(at.x, at.y, { steps: 4 });
    if (index === 0) await mouse.down();
  }
  await mouse.up();
}

export async function clickInPicture(editor: EditorPage, x: number, y: number): Promise<void> {
  const at = await inPicture(editor, x, y);
  await editor.page.mouse.click(at.x, at.y);
}

export async function mode(page: Page, name: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Mode' }).getByRole('radio', { name }).check({ force: true });
}

/** A rectangle in numbers, in the mode that is set. */
export async function rectangle(
  editor: EditorPage,
  numbers: Readonly<Record<string, number>>,
): Promise<void> {
  const { page } = editor;
  await editor.tool('Rectangle');
  if (!(await page.getByRole('spinbutton', { name: 'X', exact: true }).isVisible()))
    await editor.button('Place and size in numbers').click();
  for (const [name, value] of Object.entries(numbers))
    await page.getByRole('spinbutton', { name, exact: true }).fill(String(value));
  await editor.button('Apply to the mask').click();
  await page.keyboard.press('Escape');
}
