import { Float16Array } from '@petamoriken/float16';
import type { TensorType } from './types.ts';

/** What a CPU tensor of the runtime may hold for the element types we use. */
export type TensorData = Float32Array | Uint16Array | Int32Array | BigInt64Array | Uint8Array;

/**
 * Values in the memory layout of an element type: float16 as its bits, int64 as BigInt, bool as 0 and 1. Integers are
 * rounded to the nearest. Float32 data of a float32 input is passed on as it is.
 */
export function toElements(data: Float32Array | Int32Array, type: TensorType): TensorData {
  switch (type) {
    case 'float32':
      return data instanceof Float32Array ? data : Float32Array.from(data);
    case 'float16':
      return new Uint16Array(new Float16Array(data).buffer);
    case 'int32':
      return data instanceof Int32Array ? data : Int32Array.from(data, Math.round);
    case 'int64':
      return BigInt64Array.from(Array.from(data, (value) => BigInt(Math.round(value))));
    case 'uint8':
      return Uint8Array.from(data, Math.round);
    case 'bool':
      return Uint8Array.from(data, (value) => (value === 0 ? 0 : 1));
  }
}

/**
 * An output's elements as float32: its own memory where it is float32 already (the runtime makes a fresh tensor for
 * each output). float16 comes as bits or, in newer browsers, as Float16Array.
 */
export function toFloat32(data: ArrayBufferView, type: TensorType): Float32Array<ArrayBuffer> {
  if (data instanceof Float32Array) return data as Float32Array<ArrayBuffer>;
  if (type === 'float16') {
    const bits = new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2).slice();
    return Float32Array.from(new Float16Array(bits.buffer));
  }
  if (data instanceof BigInt64Array) return Float32Array.from(data, Number);
  return new Float32Array(data as Int32Array | Uint8Array);
}
