import type { CDPSession, Page } from '@playwright/test';

/** A point in page pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
}

/** Fingers on the screen, as the browser's own input events. */
export class Fingers {
  private readonly session: CDPSession;

  private constructor(session: CDPSession) {
    this.session = session;
  }

  static async of(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /** Moves every finger along its own line at the same time. */
  async move(...lines: readonly { readonly from: Point; readonly to: Point }[]): Promise<void> {
    const at = (share: number) =>
      lines.map(({ from, to }, id) => ({
        id,
        x: from.x + (to.x - from.x) * share,
        y: from.y + (to.y - from.y) * share,
      }));
    await this.send('touchStart', at(0));
    for (let step = 1; step <= 12; step++) await this.send('touchMove', at(step / 12));
    await this.send('touchEnd', []);
  }

  /** Taps with one finger at each place, together. */
  async tap(...places: readonly Point[]): Promise<void> {
    await this.send(
      'touchStart',
      places.map(({ x, y }, id) => ({ id, x, y })),
    );
    await this.send('touchEnd', []);
  }

  private async send(
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    touchPoints: { readonly id: number; readonly x: number; readonly y: number }[],
  ): Promise<void> {
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}
