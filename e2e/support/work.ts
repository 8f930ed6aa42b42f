import { expect, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';
import type { EditorPage } from './editor-page.ts';

export const PHOTO = 'e2e/fixtures/held-out.jpg';

/** What a person would lose: the exported picture and the painted mask, byte for byte. */
export interface Work {
  readonly picture: string;
  readonly mask: string;
}

/** Opens a photograph, paints a stroke, asks for something new: no candidate comes before the model's. */
export async function prepareWork(editor: EditorPage): Promise<Work> {
  await editor.open(PHOTO);
  await editor.drag({ x: 0.47, y: 0.5 }, { x: 0.53, y: 0.5 });
  await editor.page.getByRole('radio', { name: 'Add', exact: true }).check({ force: true });
  await editor.page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('a red apple');
  return readWork(editor);
}

/** Exports picture and mask. */
export async function readWork(editor: EditorPage): Promise<Work> {
  return { picture: base64(await editor.exportPng()), mask: base64(await editor.exportMask()) };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** The message on show, which must be the catalogue's own sentence. */
export async function expectAlert(page: Page, key: keyof typeof en, timeout = 30_000): Promise<void> {
  const sentence = en[key];
  if (typeof sentence !== 'string') throw new Error(`${key} has several forms`);
  await expect(page.getByRole('alert')).toContainText(sentence, { timeout });
}

/** Nothing was lost, and the page still works: fill and accept. */
export async function expectRecovered(editor: EditorPage, before: Work): Promise<void> {
  expect(await readWork(editor), 'picture and mask are as they were').toEqual(before);
  await editor.number('Steps', 2);
  await editor.fill();
  await editor.accept();
  expect(base64(await editor.exportPng()), 'the next fill works').not.toBe(before.picture);
}
