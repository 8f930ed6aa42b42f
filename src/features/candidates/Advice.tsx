import type { Intent } from '../../../workers/shared/catalog.ts';
import { t } from '../../i18n/t.ts';

/** What helps when no candidate is fit to keep. Folded away until asked for. */
export function Advice({ intent }: { readonly intent: Intent }) {
  const first = intent === 'expand' ? (['advice.less'] as const) : (['advice.mask', 'advice.lines'] as const);
  return (
    <details className="disclosure advice">
      <summary>{t('advice.title')}</summary>
      <ul>
        {(['advice.more', ...first, 'advice.parts', 'advice.model'] as const).map((tip) => (
          <li key={tip}>{t(tip)}</li>
        ))}
      </ul>
    </details>
  );
}
