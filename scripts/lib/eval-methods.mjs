/** Model calls of the quick fills. */
export const FEW = 4;
/** Where the page's own fills start: holes as removals do, new borders as growths do. */
const STRENGTH = { hole: 0.9, border: 0.6 };

/** @typedef {{ name: string, options: (border: boolean) => object, take?: number }} EngineMethod `take`: which candidate; the last */

/**
 * The page's own fills: without a model; with each pack as a person gets it, in few calls of the model, and bare
 * (from a smooth start, without detail from the picture's own pixels); with each erase model, its drawing laid with the
 * picture's own pixels, and the drawing itself.
 *
 * @param {readonly string[]} packs best first
 * @param {readonly string[]} erasers
 * @param {number} seed
 * @returns {EngineMethod[]}
 */
export function engineMethods(packs, erasers, seed) {
  const bare = { start: 'smooth', strength: 1, detail: false };
  const always = (/** @type {string} */ name, /** @type {object} */ options) => ({
    name,
    options: () => ({ seed, ...options }),
  });
  return [
    always('exemplar', { method: 'exemplar' }),
    ...packs.flatMap((model) => [
      always(model, { model, sampler: 'ddim', steps: 20, spacing: 'leading' }),
      ...['ddim', 'dpmpp-2m'].map((sampler) => ({
        name: `${model}-${FEW}-${sampler}`,
        options: (/** @type {boolean} */ border) => ({
          seed,
          model,
          sampler,
          spacing: 'trailing',
          steps: stepsFor(FEW, border ? STRENGTH.border : STRENGTH.hole),
        }),
      })),
      always(`${model}-bare`, { model, ...bare, sampler: 'ddim', steps: 20, spacing: 'leading' }),
      always(`${model}-bare-${FEW}`, {
        model,
        ...bare,
        sampler: 'dpmpp-2m',
        steps: FEW,
        spacing: 'trailing',
      }),
    ]),
    ...erasers.flatMap((model) => [
      { ...always(model, { model }), take: 0 },
      always(`${model}-drawn`, { model }),
    ]),
  ];
}

/** Fewest steps of which `calls` are walked at a strength. @param {number} calls @param {number} strength */
function stepsFor(calls, strength) {
  return Math.ceil(calls / strength);
}
