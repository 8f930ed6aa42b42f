/** White point of D65, the sRGB white. */
const WHITE = [0.95047, 1, 1.08883] as const;
/** Three numbers. */
type Colour = Float64Array | Float32Array | number[];

const EPSILON = 216 / 24389;
const KAPPA = 24389 / 27;

/**
 * An sRGB colour in -1..1 as CIE Lab (D65), in place. The three numbers stay in memory: handed over one by one each would
 * become an object.
 */
export function rgbToLab(colour: Colour): void {
  const red = toLinear(((colour[0] as number) + 1) / 2);
  const green = toLinear(((colour[1] as number) + 1) / 2);
  const blue = toLinear(((colour[2] as number) + 1) / 2);
  const x = forward((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / WHITE[0]);
  const y = forward((0.2126729 * red + 0.7151522 * green + 0.072175 * blue) / WHITE[1]);
  const z = forward((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / WHITE[2]);
  colour[0] = 116 * y - 16;
  colour[1] = 500 * (x - y);
  colour[2] = 200 * (y - z);
}

/** A Lab colour as sRGB in about -1..1, in place; outside -1..1 when the colour lies outside sRGB. */
export function labToRgb(colour: Colour): void {
  const fy = ((colour[0] as number) + 16) / 116;
  const x = WHITE[0] * backward(fy + (colour[1] as number) / 500);
  const y = WHITE[1] * backward(fy);
  const z = WHITE[2] * backward(fy - (colour[2] as number) / 200);
  colour[0] = toCode(3.2404542 * x - 1.5371385 * y - 0.4985314 * z) * 2 - 1;
  colour[1] = toCode(-0.969266 * x + 1.8760108 * y + 0.041556 * z) * 2 - 1;
  colour[2] = toCode(0.0556434 * x - 0.2040259 * y + 1.0572252 * z) * 2 - 1;
}

/** The transfer curve at steps of 1 / CURVE_STEPS up to 2; powers are most of a conversion's time. */
const CURVE_STEPS = 4096;
const CURVE = Float64Array.from({ length: 2 * CURVE_STEPS + 2 }, (_, i) => {
  const size = i / CURVE_STEPS;
  return size <= 0.04045 ? size / 12.92 : ((size + 0.055) / 1.055) ** 2.4;
});

/** sRGB transfer curve within 3e-8, odd about 0 so that slight undershoot survives. */
function toLinear(code: number): number {
  const at = Math.min(2, Math.abs(code)) * CURVE_STEPS;
  const below = at | 0;
  const low = CURVE[below] as number;
  const linear = low + (at - below) * ((CURVE[below + 1] as number) - low);
  return code < 0 ? -linear : linear;
}

function toCode(linear: number): number {
  const size = Math.abs(linear);
  const code = size <= 0.0031308 ? 12.92 * size : atRoot(CODES, size);
  return linear < 0 ? -code : code;
}

function forward(share: number): number {
  return share > EPSILON ? atRoot(CUBE_ROOTS, share) : (KAPPA * share + 16) / 116;
}

function backward(value: number): number {
  const cube = value * value * value;
  return cube > EPSILON ? cube : (116 * value - 16) / KAPPA;
}

/** Powers at the squares of steps of 1 / ROOT_STEPS up to 2: by its square root a small value is met as finely as a large one. */
const ROOT_STEPS = 2048;
const rootTable = (power: (value: number) => number) =>
  Float64Array.from({ length: 2 * ROOT_STEPS + 2 }, (_, i) => power((i / ROOT_STEPS) ** 2));
const CODES = rootTable((value) => 1.055 * value ** (1 / 2.4) - 0.055);
const CUBE_ROOTS = rootTable(Math.cbrt);

/** A tabled power of a value from 0 to 4 (more counts as 4), within 4e-7 above 0.003. */
function atRoot(table: Float64Array, value: number): number {
  const at = Math.sqrt(Math.min(4, value)) * ROOT_STEPS;
  const below = at | 0;
  const low = table[below] as number;
  return low + (at - below) * ((table[below + 1] as number) - low);
}
