import type { EngineInfo, PackRuns, StartOptions } from '../../workers/shared/protocol.ts';
import type { PackOutputs } from '../support/compare-pack.ts';
import type { Goldens } from '../support/goldens.ts';
import type { LayoutGoldens, LayoutReply } from '../support/layouts.ts';

/** What to start, which pack to load, and inputs to run it on (null runs only the timing). */
export interface GraphsRequest {
  readonly options: StartOptions;
  readonly pack: string;
  readonly goldens: Goldens | null;
  /** Runs as in a browser without JavaScript Promise Integration. */
  readonly withoutJspi: boolean;
  /** UNet calls to time. */
  readonly repeat: number;
}

export interface GraphsReply {
  readonly info: EngineInfo | null;
  readonly outputs: PackOutputs;
  readonly scalingFactor: number;
  readonly unetMs: readonly number[];
  readonly encodeMs: number;
  readonly decodeMs: number;
  /** Empty when all went well. */
  readonly error: string;
}

/** A model of the store to open, and what to ask it. */
export interface LayoutRequest {
  readonly options: StartOptions;
  readonly pack: string;
  readonly goldens: Pick<LayoutGoldens, 'timestep' | 'prompts'>;
}

/** What came out, or why nothing did. */
export type LayoutAnswer =
  | { readonly info: EngineInfo; readonly runs: PackRuns; readonly reply: LayoutReply }
  | { readonly error: { readonly code: string; readonly message: string } };
