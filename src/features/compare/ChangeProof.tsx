import { useEffect, useState } from 'react';
import type { ChangeCount } from '../../editor/document/count-changes.ts';
import { t } from '../../i18n/t.ts';
import { useJob } from '../../stores/job-store.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';

/** Counts, pixel by pixel and in short slices, what differs from the opened file. */
export function ChangeProof() {
  const document = useEditor((state) => state.document);
  const selected = useJob((state) => state.selected);
  const [count, setCount] = useState<ChangeCount | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another document or candidate is another picture to count
  useEffect(() => {
    const stop = new AbortController();
    setCount(null);
    void services().editor.countChanges(stop.signal).then(setCount);
    return () => stop.abort();
  }, [document, selected]);
  return (
    <output className="compare-proof" data-wrong={(count?.othersChanged ?? 0) > 0 || undefined}>
      {count === null
        ? t('compare.counting')
        : t('compare.proof', {
            changed: count.changed,
            wrong: count.othersChanged,
            others: count.others,
          })}
    </output>
  );
}
