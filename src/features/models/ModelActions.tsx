import { useState } from 'react';
import type { ModelRecord } from '../../../workers/shared/stored-model.ts';
import { modelName } from '../../i18n/model-text.ts';
import { t } from '../../i18n/t.ts';
import { downloadBlob } from '../../lib/files.ts';
import { startModel } from '../../stores/model-download.ts';
import { exportModel, pauseModel, removeModel, resumeModel, verifyModel } from '../../stores/models-store.ts';

/** What can be done with a model in its state. */
export function ModelActions({ record }: { readonly record: ModelRecord }) {
  const { id, state, loadedBytes, source } = record;
  const [exporting, setExporting] = useState(false);
  const save = async () => {
    setExporting(true);
    const archive = await exportModel(record);
    setExporting(false);
    if (archive) downloadBlob(archive, `${id}.zip`);
  };
  const action = (label: string, run: () => Promise<void>, disabled = false) => (
    <button
      type="button"
      className="button"
      aria-label={`${label}: ${modelName(record)}`}
      disabled={disabled}
      onClick={() => void run()}
    >
      {label}
    </button>
  );
  const remove = () => removeModel(record);
  switch (state) {
    case 'downloading':
      return (
        <>
          {action(t('models.pause'), () => pauseModel(id))}
          {action(t('models.cancel'), remove)}
        </>
      );
    case 'verifying':
      return action(t('models.stop'), () => pauseModel(id));
    case 'paused':
      return (
        <>
          {loadedBytes === 0
            ? action(t('models.download'), () => startModel(record))
            : action(t('models.resume'), () => resumeModel(id))}
          {action(t('models.cancel'), remove)}
        </>
      );
    case 'damaged':
      return (
        <>
          {source.kind !== 'import' && action(t('models.repair'), () => resumeModel(id))}
          {action(t('models.remove'), remove)}
        </>
      );
    case 'ready':
      return (
        <>
          {action(t('models.verify'), () => verifyModel(id))}
          {action(t('models.export'), save, exporting)}
          {action(t('models.remove'), remove)}
        </>
      );
  }
}
