/** What an adapter says of itself, as `GPUAdapterInfo` has it. */
export interface AdapterNames {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  readonly device: string;
  readonly isFallbackAdapter?: boolean;
}

/** True for an adapter that computes on the processor; some have only their names to tell by. */
export function isSoftwareAdapter(info: AdapterNames): boolean {
  const names = `${info.vendor} ${info.architecture} ${info.description} ${info.device}`.toLowerCase();
  return info.isFallbackAdapter === true || /swiftshader|llvmpipe|lavapipe|basic render/.test(names);
}
