/** Painted with Clone or Heal: no model and no settings made it, so there is nothing to roll again or to tell. */
export function madeByHand(fill: {
  readonly chain: readonly { readonly stage: string }[];
}): HandStage | null {
  const stage = fill.chain[0]?.stage;
  return stage === 'clone' || stage === 'heal' ? stage : null;
}

type HandStage = 'clone' | 'heal';
