const nameOf = (session: string) => `lacuna-session-${session}`;

/**
 * Holds a session for as long as this worker lives, or until the answered function is called: a lock ends with its
 * holder, however that ends. Null where another tab holds it.
 */
export function holdLock(session: string): Promise<(() => void) | null> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(nameOf(session), { ifAvailable: true }, (lock) => {
        if (!lock) return resolve(null);
        return new Promise<void>((letGo) => resolve(letGo));
      })
      .catch(reject);
  });
}

/** True while some tab holds the session. */
export async function isHeld(session: string): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === nameOf(session));
}
