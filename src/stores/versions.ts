/** What runs: this page's release, and the runtime beside it. */
export interface Versions {
  readonly page: string;
  readonly runtime: string;
}

export async function versions(): Promise<Versions> {
  const response = await fetch(new URL('runtime/runtime.json', document.baseURI)).catch(() => null);
  const about = response?.ok ? ((await response.json()) as { readonly version?: string }) : {};
  return { page: String(import.meta.env.LACUNA_VERSION), runtime: about.version ?? 'unknown' };
}
