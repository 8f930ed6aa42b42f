/** The answer to `models/index.json` that makes these packs of the test server the embedded ones, best first. */
export function indexOf(...packs: readonly string[]): { readonly status: number; readonly body: string } {
  return { status: 200, body: JSON.stringify({ schema: 1, packs }) };
}

export const NANO_INDEX = indexOf('nano');
