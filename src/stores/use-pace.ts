import type { PackManifest } from '../../workers/shared/catalog.ts';
import { guessedPace } from '../lib/estimate.ts';
import { type Pace, usePace } from './pace-store.ts';
import { useEngine } from './use-services.ts';

/** How fast a pack is here, and where that is known from: from fills, from a trial at its loading, or from elsewhere. */
interface KnownPace {
  readonly pace: Pace;
  readonly from: 'fills' | 'trial' | 'elsewhere';
}

export function usePackPace(pack: PackManifest | null, guidance: number): KnownPace | null {
  const measured = usePace((state) => state.paces[pack?.id ?? '']);
  const warmed = useEngine((state) => state.warmed);
  if (!pack) return null;
  if (measured) return { pace: measured, from: 'fills' };
  if (warmed?.pack !== pack.id) return { pace: guessedPace(pack, guidance, null), from: 'elsewhere' };
  const { callMs, oneText } = warmed;
  return { pace: guessedPace(pack, oneText ? 1 : guidance, callMs), from: 'trial' };
}
