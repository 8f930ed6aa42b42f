/**
 * True when the host itself sends the policy with scripts, seen on this module's own file. Workers take their policy
 * from their own script's headers alone, never from the page's `<meta>`.
 */
export async function hostSendsPolicy(): Promise<boolean> {
  try {
    const response = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' });
    return keepsToOrigin(response.headers.get('content-security-policy') ?? '', import.meta.env.DEV);
  } catch {
    return false;
  }
}

/** True when the policy lets pages and workers connect to their own origin alone; in development to Vite's socket too. */
export function keepsToOrigin(policy: string, development: boolean): boolean {
  return (development ? /connect-src 'self'\s*(;|$|ws:)/ : /connect-src 'self'\s*(;|$)/).test(policy);
}
