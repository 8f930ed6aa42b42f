/** Element types the graphs of diffusers exports use. */
export type TensorType = 'float32' | 'float16' | 'int32' | 'int64' | 'uint8' | 'bool';

export interface FloatTensor {
  readonly data: Float32Array<ArrayBuffer>;
  readonly dims: readonly number[];
}

/** A graph input or output as the graph itself declares it; a symbolic dimension is its name. */
export interface TensorSpec {
  readonly name: string;
  readonly type: TensorType;
  readonly dims: readonly (number | string)[];
}

/** Values for one input; converted to the type that the graph declares. */
export interface GraphInput {
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
}

/** One loaded graph. */
export interface GraphSession {
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  /** Runs the graph; outputs come back as float32 in fresh memory. Throws `runtime-failed`, `device-lost`. */
  run(feeds: Readonly<Record<string, GraphInput>>): Promise<Record<string, FloatTensor>>;
  release(): Promise<void>;
}
