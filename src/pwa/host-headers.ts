/**
 * True when the host itself sends the policy with scripts, seen on this module's own file. Workers take their policy
 * from their own script's headers alone, never from the page's `<meta>`.
 */
export async function hostSendsPolicy(): Promise<boolean> {
  try {
    const response = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store' });
    const policy = response.headers.get('content-security-policy') ?? '';
    return /connect-src 'self'\s*(;|$|ws:)/.test(policy);
  } catch {
    return false;
  }
}
