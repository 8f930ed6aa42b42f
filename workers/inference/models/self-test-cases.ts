import type { ModelSpec } from './onnx-build.ts';

/** One operator on numbers with a known answer, computed here in plain code. */
export interface OperatorCase {
  readonly operator: string;
  /** True where only packs made by our converter have it: what a device gets wrong then counts for them alone. */
  readonly fused?: boolean;
  /** Input `x`, output `y`, both float32. */
  readonly model: ModelSpec;
  readonly input: { readonly data: Float32Array; readonly dims: readonly number[] };
  readonly expected: Float32Array;
}

const SIDE = 6;

/** The operators that diffusion graphs are made of. All answers are of order 1. */
export function operatorCases(): readonly OperatorCase[] {
  return [
    convolution(9, 8),
    convolution(6, 8),
    convolution(4, 8),
    convolution(3, 8),
    groupNorm('GroupNorm', 3, 2),
    // Squares and their sums are beyond half precision's 65504.
    groupNorm('GroupNorm of large values', 400, 100),
    layerNorm('LayerNormalization', 3, -1),
    layerNorm('LayerNormalization of large values', 400, 100),
    attention(),
    fusedAttention(),
    softmax(),
    nearestResize(),
  ];
}

/** Reproducible numbers in -1..1 (a multiplicative congruential generator modulo the prime 2^31 - 1). */
function numbers(count: number, seed: number): Float32Array<ArrayBuffer> {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  });
}

function single(
  nodes: ModelSpec['nodes'],
  constants: ModelSpec['constants'],
  inputDims: readonly number[],
  outputDims: readonly number[],
): ModelSpec {
  return {
    opset: 17,
    nodes,
    constants,
    inputs: [{ name: 'x', dims: inputDims }],
    outputs: [{ name: 'y', dims: outputDims }],
  };
}

function convolution(inputs: number, outputs: number): OperatorCase {
  const x = numbers(inputs * SIDE * SIDE, 11);
  const w = numbers(outputs * inputs * 9, 12).map((value) => value / 3);
  const b = numbers(outputs, 13);
  const expected = new Float32Array(outputs * SIDE * SIDE);
  for (let o = 0; o < outputs; o++) {
    for (let row = 0; row < SIDE; row++) {
      for (let column = 0; column < SIDE; column++) {
        let sum = b[o] as number;
        for (let i = 0; i < inputs; i++) {
          for (let tap = 0; tap < 9; tap++) {
            const y = row + Math.floor(tap / 3) - 1;
            const z = column + (tap % 3) - 1;
            if (y < 0 || z < 0 || y >= SIDE || z >= SIDE) continue;
            sum += (w[(o * inputs + i) * 9 + tap] as number) * (x[(i * SIDE + y) * SIDE + z] as number);
          }
        }
        expected[(o * SIDE + row) * SIDE + column] = sum;
      }
    }
  }
  const dims = [1, inputs, SIDE, SIDE];
  const model = single(
    [
      {
        opType: 'Conv',
        inputs: ['x', 'w', 'b'],
        outputs: ['y'],
        attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] },
      },
    ],
    [
      { name: 'w', dims: [outputs, inputs, 3, 3], data: w },
      { name: 'b', dims: [outputs], data: b },
    ],
    dims,
    [1, outputs, SIDE, SIDE],
  );
  return { operator: `Conv 3x3 ${inputs} to ${outputs}`, model, input: { data: x, dims }, expected };
}

/** (value - mean) / sqrt(variance + 1e-5) over each run of `size` numbers. */
function normalised(x: Float32Array, size: number): Float32Array {
  const out = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += size) {
    const part = x.subarray(start, start + size);
    const mean = part.reduce((sum, value) => sum + value, 0) / size;
    const variance = part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / size;
    part.forEach((value, index) => {
      out[start + index] = (value - mean) / Math.sqrt(variance + 1e-5);
    });
  }
  return out;
}

/** Group normalisation as exports write it: reshape to groups, `InstanceNormalization`, reshape back. */
function groupNorm(operator: string, spread: number, mean: number): OperatorCase {
  const dims = [1, 8, SIDE, SIDE];
  const x = numbers(8 * SIDE * SIDE, 21).map((value) => spread * value + mean);
  const model = single(
    [
      { opType: 'Reshape', inputs: ['x', 'groups'], outputs: ['g'] },
      {
        opType: 'InstanceNormalization',
        inputs: ['g', 'one', 'zero'],
        outputs: ['n'],
        attributes: { epsilon: { float: 1e-5 } },
      },
      { opType: 'Reshape', inputs: ['n', 'shape'], outputs: ['y'] },
    ],
    [
      { name: 'groups', dims: [3], data: BigInt64Array.of(0n, 2n, -1n) },
      { name: 'shape', dims: [4], data: BigInt64Array.from(dims, BigInt) },
      { name: 'one', dims: [2], data: Float32Array.of(1, 1) },
      { name: 'zero', dims: [2], data: Float32Array.of(0, 0) },
    ],
    dims,
    dims,
  );
  return { operator, model, input: { data: x, dims }, expected: normalised(x, x.length / 2) };
}

function layerNorm(operator: string, spread: number, mean: number): OperatorCase {
  const dims = [1, 5, 16];
  const x = numbers(5 * 16, 31).map((value) => spread * value + mean);
  const scale = numbers(16, 32);
  const bias = numbers(16, 33);
  const expected = normalised(x, 16).map(
    (value, index) => value * (scale[index % 16] as number) + (bias[index % 16] as number),
  );
  const model = single(
    [
      {
        opType: 'LayerNormalization',
        inputs: ['x', 'scale', 'bias'],
        outputs: ['y'],
        attributes: { axis: -1, epsilon: { float: 1e-5 } },
      },
    ],
    [
      { name: 'scale', dims: [16], data: scale },
      { name: 'bias', dims: [16], data: bias },
    ],
    dims,
    dims,
  );
  return { operator, model, input: { data: x, dims }, expected };
}

/** Attention of two heads as one node, each head on its half of the columns. */
function fusedAttention(): OperatorCase {
  const dims = [1, 5, 8];
  const x = numbers(40, 71);
  const keys = numbers(7 * 8, 72).map((value) => 4 * value);
  const values = numbers(7 * 8, 73);
  const expected = new Float32Array(40);
  const width = 4;
  for (let at = 0; at < 40; at += width) {
    const head = at % 8;
    const scores = Array.from({ length: 7 }, (_, key) => {
      let sum = 0;
      for (let k = 0; k < width; k++) sum += (x[at + k] as number) * (keys[key * 8 + head + k] as number);
      return Math.exp(sum / Math.sqrt(width));
    });
    const total = scores.reduce((sum, score) => sum + score, 0);
    for (let k = 0; k < width; k++) {
      scores.forEach((score, key) => {
        expected[at + k] =
          (expected[at + k] as number) + (score / total) * (values[key * 8 + head + k] as number);
      });
    }
  }
  const model = single(
    [
      {
        opType: 'MultiHeadAttention',
        domain: 'com.microsoft',
        inputs: ['x', 'keys', 'values'],
        outputs: ['y'],
        attributes: { num_heads: 2 },
      },
    ],
    [
      { name: 'keys', dims: [1, 7, 8], data: keys },
      { name: 'values', dims: [1, 7, 8], data: values },
    ],
    dims,
    dims,
  );
  return { operator: 'MultiHeadAttention', fused: true, model, input: { data: x, dims }, expected };
}

/** softmax(x keys) values for x [1, 5, 8] with 7 keys. */
function attention(): OperatorCase {
  const dims = [1, 5, 8];
  const x = numbers(40, 41);
  const keys = numbers(8 * 7, 42);
  const values = numbers(7 * 8, 43);
  const expected = new Float32Array(40);
  for (let row = 0; row < 5; row++) {
    const scores = Array.from({ length: 7 }, (_, key) => {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += (x[row * 8 + k] as number) * (keys[k * 7 + key] as number);
      return Math.exp(sum);
    });
    const total = scores.reduce((sum, score) => sum + score, 0);
    for (let column = 0; column < 8; column++) {
      let sum = 0;
      scores.forEach((score, key) => {
        sum += (score / total) * (values[key * 8 + column] as number);
      });
      expected[row * 8 + column] = sum;
    }
  }
  const model = single(
    [
      { opType: 'MatMul', inputs: ['x', 'keys'], outputs: ['s'] },
      { opType: 'Softmax', inputs: ['s'], outputs: ['p'], attributes: { axis: -1 } },
      { opType: 'MatMul', inputs: ['p', 'values'], outputs: ['y'] },
    ],
    [
      { name: 'keys', dims: [1, 8, 7], data: keys },
      { name: 'values', dims: [1, 7, 8], data: values },
    ],
    dims,
    dims,
  );
  return { operator: 'MatMul and Softmax', model, input: { data: x, dims }, expected };
}

/** Scores whose exponentials alone are beyond half precision. */
function softmax(): OperatorCase {
  const width = 9;
  const dims = [1, 5, width];
  const x = numbers(5 * width, 61).map((value) => 30 + 8 * value);
  const expected = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += width) {
    const row = x.subarray(start, start + width);
    const highest = Math.max(...row);
    const powers = row.map((value) => Math.exp(value - highest));
    const total = powers.reduce((sum, value) => sum + value, 0);
    expected.set(
      powers.map((value) => value / total),
      start,
    );
  }
  const nodes = [{ opType: 'Softmax', inputs: ['x'], outputs: ['y'], attributes: { axis: -1 } }];
  return { operator: 'Softmax', model: single(nodes, [], dims, dims), input: { data: x, dims }, expected };
}

function nearestResize(): OperatorCase {
  const dims = [1, 4, SIDE, SIDE];
  const x = numbers(4 * SIDE * SIDE, 51);
  const side = 2 * SIDE;
  const expected = Float32Array.from({ length: 4 * side * side }, (_, index) => {
    const row = Math.floor((index % (side * side)) / side);
    const plane = Math.floor(index / (side * side));
    return x[(plane * SIDE + (row >> 1)) * SIDE + ((index % side) >> 1)] as number;
  });
  const model = single(
    [
      {
        opType: 'Resize',
        inputs: ['x', '', 'scales'],
        outputs: ['y'],
        text: { mode: 'nearest', coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' },
      },
    ],
    [{ name: 'scales', dims: [4], data: Float32Array.of(1, 1, 2, 2), always32: true }],
    dims,
    [1, 4, side, side],
  );
  return { operator: 'Resize nearest', model, input: { data: x, dims }, expected };
}
