import { CircleAlert, CloudOff, HardDriveDownload, type LucideIcon, Save } from 'lucide-react';
import { t } from '../../i18n/t.ts';
import { type SaveState, useAutosave } from '../../stores/autosave-store.ts';
import { projectSaving } from '../../stores/project-store.ts';

const ICONS: Readonly<Record<Exclude<SaveState, 'none'>, LucideIcon>> = {
  saving: HardDriveDownload,
  saved: Save,
  full: CircleAlert,
  unavailable: CloudOff,
  failed: CircleAlert,
};

/** Whether the work would survive a crash, and what to do where it would not. */
export function SaveStatus() {
  const state = useAutosave((store) => store.state);
  if (state === 'none') return null;
  const Icon = ICONS[state];
  const isLost = state !== 'saved' && state !== 'saving';
  return (
    <span className="status-save" data-lost={isLost} title={t(`save.${state}Hint`)}>
      {/* Spoken only when something is wrong: every stroke is saved. */}
      <span data-testid="save-state" aria-live={isLost ? 'assertive' : 'off'}>
        <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
        {t(`save.${state}`)}
      </span>
      {isLost && (
        <button type="button" onClick={() => void projectSaving().then(({ saveProject }) => saveProject())}>
          {t('save.toFile')}
        </button>
      )}
    </span>
  );
}
