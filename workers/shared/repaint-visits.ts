/**
 * The order in which RePaint visits its noise levels (Lugmayr et al. 2022, arXiv:2201.09865, section 4.3 and figure 9),
 * as indices from 0, the cleanest level the model is asked at, to `levels - 1`; -1 is the clean end. A step down is a
 * reverse move made at the level it leaves, a step up noises again by one level.
 *
 * Jumps are anchored at the clean end: from level 0, `jumpLength`, 2 `jumpLength` ... below `levels - jumpLength`, each
 * `resampling - 1` times, so that every stretch below the noisiest is walked `resampling` times in all. The clean end is
 * where seams are decided; the noisiest stretch, where nothing is, is walked once.
 *
 * @param levels number of levels, at least 1
 * @param jumpLength levels that a jump goes back, at least 1
 * @param resampling walks over each stretch, at least 1; 1 makes no jumps
 */
export function repaintVisits(levels: number, jumpLength: number, resampling: number): readonly number[] {
  const jumpsLeft = new Map<number, number>();
  for (let at = 0; at < levels - jumpLength; at += jumpLength) jumpsLeft.set(at, resampling - 1);
  const visits: number[] = [];
  for (let level = levels - 1; level >= -1; level--) {
    visits.push(level);
    const left = jumpsLeft.get(level) ?? 0;
    if (left === 0) continue;
    jumpsLeft.set(level, left - 1);
    for (let k = 0; k < jumpLength; k++) visits.push(++level);
  }
  return visits;
}

/** Times the model is asked on a walk of `repaintVisits`: each level once, and every jump's levels again. */
export function repaintCalls(levels: number, jumpLength: number, resampling: number): number {
  const anchors = Math.max(0, Math.ceil((levels - jumpLength) / jumpLength));
  return levels + jumpLength * (resampling - 1) * anchors;
}
