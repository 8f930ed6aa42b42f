import { t } from '../../i18n/t.ts';
import { callsFor, callsForGrowth, secondsFor } from '../../lib/estimate.ts';
import { useAdvanced } from '../../stores/advanced-store.ts';
import { usePace } from '../../stores/pace-store.ts';
import { useCurrentPack } from '../../stores/packs-store.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { useEditor, useEngine } from '../../stores/use-services.ts';
import { useView } from '../../stores/view-store.ts';

/** What is missing for a fill; else about how long it takes and how often the model is asked, and where that is known from. */
export function RunEstimate() {
  const pack = useCurrentPack();
  const advanced = useAdvanced();
  const intent = useSettings((state) => state.intent);
  const picture = useEditor((state) => state.document);
  const bounds = useEditor((state) => (state.maskRests ? null : state.maskBounds));
  const measured = usePace((state) => state.paces[pack?.id ?? ''] ?? null);
  const warmed = useEngine((state) => state.warmed);
  const callMs = warmed && warmed.pack === pack?.id ? warmed.callMs : null;
  const loading = useEngine((state) => pack !== null && !state.loaded.includes(pack.id));
  const sides = useEditor((state) => state.extent);
  // How often the model is asked concerns those who set how.
  const expert = useView((state) => state.advancedOpen);
  if (!bounds && intent !== 'expand') return <p className="run-note">{t('run.nothingPainted')}</p>;
  if (!pack || !picture) return <p className="run-note" />;
  // What an expansion will paint is not painted yet.
  const growth = intent === 'expand' && sides && callsForGrowth({ pack, advanced, picture, sides });
  const calls = growth || (bounds ? callsFor({ pack, intent, advanced, bounds, picture }) : 0);
  if (calls === 0) return <p className="run-note" />;
  const seconds = Math.max(
    1,
    Math.round(secondsFor(calls, advanced.guidance, pack, advanced.candidates, measured, callMs)),
  );
  return (
    <p className="run-note" title={t(`run.estimate${measured ? 'Measured' : callMs ? 'Tried' : 'Typical'}`)}>
      {t(expert ? 'run.estimateCalls' : loading ? 'run.estimateLoading' : 'run.estimate', { calls, seconds })}
    </p>
  );
}
