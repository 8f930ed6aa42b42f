import { Check, ChevronLeft, ChevronRight, Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { dragCandidate } from '../../stores/drag-out.ts';
import { moreLikeThese } from '../../stores/fill-actions.ts';
import { thumbOf } from '../../stores/fill-thumb.ts';
import {
  acceptCandidate,
  discardCandidate,
  discardCandidates,
  selectCandidate,
  stepCandidate,
  useJob,
} from '../../stores/job-store.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { PixelThumb } from '../../ui/PixelThumb.tsx';
import { Advice } from './Advice.tsx';
import { CandidateInfo } from './CandidateInfo.tsx';
import { Coming } from './Coming.tsx';

/** The staging area: what the engine made, to step through, accept or discard. Not history. */
export function CandidateStrip() {
  const candidates = useJob((state) => state.candidates);
  const selected = useJob((state) => state.selected);
  const running = useJob((state) => state.running);
  const following = useJob((state) => state.following);
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const option = selected === null ? undefined : list.current?.children[selected];
    option?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [selected]);
  const [first] = candidates;
  if (!first) return null;
  const many = candidates.length > 1;
  const shown = selected === null ? undefined : candidates[selected];
  return (
    <div className="candidates">
      <div className="candidates-head">
        <IconButton
          label={t('candidates.previous')}
          icon={ChevronLeft}
          disabled={!many}
          onClick={() => stepCandidate(-1)}
        />
        <div
          ref={list}
          role="listbox"
          aria-label={t('candidates.label')}
          aria-orientation="horizontal"
          aria-activedescendant={selected === null ? undefined : `${base}-${selected}`}
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          {candidates.map((candidate, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox takes the keys for its options
            <div
              key={candidate.id}
              id={`${base}-${index}`}
              role="option"
              tabIndex={-1}
              aria-label={t('candidates.option', { index: index + 1 })}
              aria-selected={index === selected}
              title={t('candidates.dragHint')}
              draggable
              onDragStart={(event) => dragCandidate(event.nativeEvent, candidate, index)}
              onClick={() => selectCandidate(index)}
            >
              <PixelThumb pixels={thumbOf(candidate, candidate.replaces)} />
            </div>
          ))}
        </div>
        {running && <Coming like={first} />}
        <IconButton
          label={t('candidates.next')}
          icon={ChevronRight}
          disabled={!many}
          onClick={() => stepCandidate(1)}
        />
        <IconButton
          className="candidates-more"
          label={t('candidates.more')}
          hint={t('candidates.moreHint')}
          icon={Plus}
          disabled={running}
          onClick={() => void moreLikeThese()}
        />
      </div>
      <div className="candidates-line">
        <p className="candidates-info">
          {shown
            ? [
                t('candidates.count', { index: (selected ?? 0) + 1, count: candidates.length }),
                shown.steps === 0 ? t('candidates.own') : t('candidates.model'),
              ].join(' · ')
            : t(running && following ? 'candidates.watching' : 'candidates.hidden')}
        </p>
        {running && !many && shown && <p className="candidates-info">{t('candidates.coming')}</p>}
        {(many || !shown) && (
          <button type="button" className="link" onClick={discardCandidates}>
            {t('candidates.discardAll')}
          </button>
        )}
      </div>
      {shown && <CandidateInfo candidate={shown} />}
      <Advice intent={(shown ?? first).job.intent} />
      <div className="candidates-actions">
        <button type="button" className="button" disabled={!shown} onClick={discardCandidate}>
          <Trash2 size={15} strokeWidth={1.75} aria-hidden="true" />
          {t('candidates.discard')}
        </button>
        <button
          type="button"
          className="button button-accent"
          disabled={!shown}
          title={withKeys(t('candidates.accept'), 'Enter')}
          onClick={acceptCandidate}
        >
          <Check size={16} strokeWidth={2} aria-hidden="true" />
          {t('candidates.accept')}
        </button>
      </div>
    </div>
  );
}

function onKeyDown(event: KeyboardEvent): void {
  const { candidates } = useJob.getState();
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowDown':
      stepCandidate(1);
      break;
    case 'ArrowLeft':
    case 'ArrowUp':
      stepCandidate(-1);
      break;
    case 'Home':
      selectCandidate(0);
      break;
    case 'End':
      selectCandidate(candidates.length - 1);
      break;
    case 'Enter':
      acceptCandidate();
      break;
    default:
      return;
  }
  event.preventDefault();
  event.stopPropagation();
}
