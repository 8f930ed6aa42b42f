import { t } from '../../i18n/t.ts';
import { callsFor, callsForGrowth, secondsFor } from '../../lib/estimate.ts';
import { useAdvanced } from '../../stores/advanced-store.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { usePackPace } from '../../stores/use-pace.ts';
import { useEditor, useEngine } from '../../stores/use-services.ts';
import { useView } from '../../stores/view-store.ts';

const SOURCES = {
  fills: 'run.estimateMeasured',
  trial: 'run.estimateTried',
  elsewhere: 'run.estimateTypical',
} as const;

/** What is missing for a fill; else about how long it takes and how often the model is asked, and where that is known from. */
export function RunEstimate() {
  const pack = useCurrentPack();
  const advanced = useAdvanced();
  const intent = useSettings((state) => state.intent);
  const picture = useEditor((state) => state.document);
  const bounds = useEditor((state) => (state.maskRests ? null : state.maskBounds));
  const known = usePackPace(pack, advanced.guidance);
  const loading = useEngine((state) => pack !== null && !state.loaded.includes(pack.id));
  const sides = useEditor((state) => state.extent);
  // How often the model is asked concerns those who set how.
  const expert = useView((state) => state.advancedOpen);
  if (!bounds && intent !== 'expand') return <p className="run-note">{t('run.nothingPainted')}</p>;
  if (!pack || !picture || !known) return <p className="run-note" />;
  // What an expansion will paint is not painted yet.
  const growth = intent === 'expand' && sides && callsForGrowth({ pack, advanced, picture, sides });
  const calls = growth || (bounds ? callsFor({ pack, intent, advanced, bounds, picture }) : 0);
  if (calls === 0) return <p className="run-note" />;
  const seconds = Math.max(1, Math.round(secondsFor(calls, advanced.candidates, known.pace)));
  return (
    <p className="run-note" title={t(SOURCES[known.from])}>
      {t(expert ? 'run.estimateCalls' : loading ? 'run.estimateLoading' : 'run.estimate', { calls, seconds })}
    </p>
  );
}
