import type { GraphSession } from '../runtime/types.ts';
import type { OpenedGraph } from './open-graph.ts';

/** The sessions of a pack by component. */
export interface SessionSlots {
  /** A component's session, opened now unless it is there. */
  get(component: string): Promise<GraphSession>;
  /** Releases a component's session, if it is there. */
  giveBack(component: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Sessions that stay, or, where memory is short (`lean`), take turns: opening one releases the one before.
 */
export function sessionSlots(open: (component: string) => Promise<OpenedGraph>, lean: boolean): SessionSlots {
  const there = new Map<string, GraphSession>();

  async function giveBack(component: string): Promise<void> {
    const session = there.get(component);
    there.delete(component);
    await session?.release();
  }

  async function release(): Promise<void> {
    for (const component of [...there.keys()]) await giveBack(component);
  }

  return {
    async get(component) {
      const known = there.get(component);
      if (known) return known;
      if (lean) await release();
      const { session } = await open(component);
      there.set(component, session);
      return session;
    },
    giveBack,
    release,
  };
}
