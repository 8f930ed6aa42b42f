import { create } from 'zustand';
import type { Intent } from '../../workers/shared/catalog.ts';
import { readStored, writeStored } from '../lib/local-storage.ts';
import { rollSeed, toSeed } from '../lib/seed.ts';

/** What a person chose for the next fill; `advanced-store` holds the rest. */
export interface Settings {
  readonly intent: Intent;
  readonly prompt: string;
  readonly negativePrompt: string;
  /** The name of what the next removal takes away, if it was given: what the model is guided away from. */
  readonly removed: string;
  /** Pack id; null takes the best embedded one. */
  readonly pack: string | null;
  readonly seed: number;
  readonly seedLocked: boolean;
  /** True: Remove fills each stroke as soon as the pointer lifts. */
  readonly fillOnLift: boolean;
}

const LIFT_KEY = 'lacuna.fill-on-lift';

export const useSettings = create<Settings>(() => ({
  intent: 'remove',
  prompt: '',
  negativePrompt: '',
  removed: '',
  pack: null,
  seed: rollSeed(),
  seedLocked: false,
  fillOnLift: readStored(LIFT_KEY) === true,
}));

export function setSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
}

/** A typed seed is meant to be kept. */
export function setSeed(seed: number): void {
  useSettings.setState({ seed: toSeed(seed), seedLocked: true });
}

/** Kept for the next visit. */
export function setFillOnLift(fillOnLift: boolean): void {
  useSettings.setState({ fillOnLift });
  writeStored(LIFT_KEY, fillOnLift);
}
