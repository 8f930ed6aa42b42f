import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { en } from '../../src/i18n/en.ts';

/** A point in shares of the canvas, 0 to 1. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The tools by their names. */
type ToolName =
  | 'Hand'
  | 'Zoom'
  | 'Brush'
  | 'Eraser'
  | 'Rectangle'
  | 'Ellipse'
  | 'Lasso'
  | 'Polygon'
  | 'Magic wand'
  | 'Clone'
  | 'Heal';

/** The editor as a person sees it: roles and names alone. */
export class EditorPage {
  readonly page: Page;
  readonly url: string;
  readonly canvas: Locator;
  readonly fillButton: Locator;
  readonly progress: Locator;
  readonly status: Locator;
  readonly candidates: Locator;

  constructor(page: Page, url: string) {
    this.page = page;
    this.url = url;
    this.canvas = page.getByTestId('canvas');
    // It bears the verb of the intent that is chosen.
    this.fillButton = page
      .getByRole('complementary', { name: 'Fill settings' })
      .getByRole('button', { name: /^(Remove|Fill|Add|Expand|Refine)$/ });
    this.progress = page.getByRole('progressbar', { name: 'Fill progress' });
    this.status = page.getByRole('contentinfo').getByRole('status');
    this.candidates = page.getByRole('listbox', { name: 'Candidates' });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Opens the page and waits until it is isolated, which takes a reload on plain hosts; `search` is its query string. */
  async goto(search = ''): Promise<void> {
    await this.page.goto(this.url + search);
    await this.page.waitForFunction(() => crossOriginIsolated);
    await expect(this.button('Open image').first()).toBeVisible();
  }

  /** Opens a picture file through the file input and waits until it is on the canvas. */
  async open(path: string): Promise<void> {
    await this.page.getByTestId('open-input').setInputFiles(path);
    await expect(this.button('Export')).toBeEnabled();
  }

  async tool(name: ToolName): Promise<void> {
    await this.page
      .getByRole('toolbar', { name: 'Tools' })
      .getByRole('button', { name, exact: true })
      .click();
  }

  /** Drags the mouse over the canvas, with the tool in use. Returns the points in page pixels. */
  async drag(...places: readonly Place[]): Promise<Place[]> {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error('the canvas is not shown');
    const points = places.map(({ x, y }) => ({ x: box.x + x * box.width, y: box.y + y * box.height }));
    const [first, ...rest] = points;
    if (!first) throw new Error('a drag needs a point');
    await this.page.mouse.move(first.x, first.y);
    await this.page.mouse.down();
    for (const point of rest) await this.page.mouse.move(point.x, point.y, { steps: 8 });
    await this.page.mouse.up();
    return points;
  }

  /** Sets a number of the advanced panel, opening the panel if need be. */
  async number(name: string, value: number): Promise<void> {
    const field = this.page.getByRole('spinbutton', { name, exact: true });
    if (!(await field.isVisible())) await this.page.getByText('Advanced', { exact: true }).click();
    await field.fill(String(value));
    await field.press('Enter');
  }

  /** Presses the large button and waits for the first candidate. */
  async fill(timeout = 90_000): Promise<void> {
    await this.fillButton.click();
    await expect(this.button('Accept')).toBeVisible({ timeout });
    await expect(this.fillButton).toBeVisible({ timeout });
  }

  /**
   * Shows the first candidate, made from the picture's own pixels, or the last, the model's. Both must be there: the
   * model's comes last, and the large button is back once it has.
   */
  async pick(maker: 'picture' | 'model'): Promise<void> {
    await expect(this.fillButton).toBeVisible({ timeout: 90_000 });
    const options = this.candidates.getByRole('option');
    expect(await options.count(), 'a candidate of the picture and one of the model').toBeGreaterThanOrEqual(
      2,
    );
    await (maker === 'picture' ? options.first() : options.last()).click();
    const info = this.page.getByText(/^\d+ of \d+ · /);
    if (maker === 'picture') await expect(info).toContainText(en['candidates.own']);
    else await expect(info).not.toContainText(en['candidates.own']);
  }

  /** Throws away what is on the strip, one candidate or several. */
  async discardAll(): Promise<void> {
    const all = this.button('Discard all');
    await ((await all.isVisible()) ? all : this.button('Discard')).click();
    await expect(this.button('Accept')).toBeHidden();
  }

  async accept(): Promise<void> {
    await this.button('Accept').click();
    await expect(this.button('Accept')).toBeHidden();
  }

  /** Presses Export; gives the file's bytes. */
  async exportPng(): Promise<Uint8Array> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button('Export').click()]);
    return readFile(await download.path());
  }

  /** Saves the project; gives the file's bytes. */
  async saveProject(name: string): Promise<Uint8Array> {
    await this.page.getByLabel('More ways to save').click();
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.locator('.menu').getByRole('button', { name: 'Save project' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(name);
    return readFile(await download.path());
  }

  /** What stands in every field under Advanced, by name. */
  async settings(): Promise<Readonly<Record<string, string>>> {
    const panel = this.page.getByRole('complementary', { name: 'Fill settings' });
    if (!(await panel.getByRole('spinbutton', { name: 'Steps', exact: true }).isVisible())) {
      await panel.getByText('Advanced', { exact: true }).click();
    }
    await expect(panel.getByRole('combobox', { name: 'Model', exact: true })).toBeEnabled();
    const fields = panel.locator('input[type=number], select, input[type=text], textarea');
    return fields.evaluateAll((all) =>
      Object.fromEntries(
        (all as HTMLInputElement[]).map((field) => [
          field.ariaLabel ?? field.labels?.[0]?.textContent,
          field.value,
        ]),
      ),
    );
  }

  /** Saves the painted mask; gives the file's bytes. */
  async exportMask(): Promise<Uint8Array> {
    await this.page.getByLabel('More ways to save').click();
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.button('Save mask as PNG').click(),
    ]);
    return readFile(await download.path());
  }
}
