import { type FormEvent, useId, useRef, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { localFiles } from '../../lib/files.ts';
import { modelAddress } from '../../lib/model-address.ts';
import { addModel } from '../../stores/model-download.ts';
import { importModel, setHub, USUAL_HUB, useModels } from '../../stores/models-store.ts';

/** A model by address, or from this machine. */
export function AddModel() {
  const adding = useModels((state) => state.adding);
  const hub = useModels((state) => state.hub);
  const [address, setAddress] = useState('');
  const [revision, setRevision] = useState('main');
  const ids = { address: useId(), revision: useId(), hub: useId(), hubHint: useId(), hint: useId() };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void addModel(modelAddress(address, revision.trim() || 'main', hub));
  };
  return (
    <section aria-label={t('models.add')}>
      <h3>{t('models.add')}</h3>
      <form className="models-add" onSubmit={submit}>
        <div className="field-wide">
          <label htmlFor={ids.address}>{t('models.address')}</label>
          <div className="models-address">
            <input
              id={ids.address}
              type="text"
              autoComplete="off"
              spellCheck={false}
              required
              aria-describedby={ids.hint}
              value={address}
              onChange={(event) => setAddress(event.target.value)}
            />
            <button type="submit" className="button button-accent" disabled={adding} aria-busy={adding}>
              {t(adding ? 'models.adding' : 'models.addButton')}
            </button>
          </div>
        </div>
        <p id={ids.hint} className="field-note">
          {t('models.addressHint')}
        </p>
        <details className="field-wide disclosure">
          <summary>{t('models.source')}</summary>
          <div className="models-source">
            <div>
              <label htmlFor={ids.revision}>{t('models.revision')}</label>
              <input
                id={ids.revision}
                type="text"
                value={revision}
                onChange={(event) => setRevision(event.target.value)}
              />
            </div>
            <div>
              <label htmlFor={ids.hub}>{t('models.hub')}</label>
              <input
                id={ids.hub}
                type="url"
                spellCheck={false}
                aria-describedby={ids.hubHint}
                value={hub}
                onChange={(event) => setHub(event.target.value)}
              />
            </div>
            <p id={ids.hubHint} className="field-note">
              {t('models.hubHint')}
            </p>
            {hub !== USUAL_HUB && (
              <button type="button" className="button button-quiet" onClick={() => setHub(USUAL_HUB)}>
                {t('models.hubUsual')}
              </button>
            )}
          </div>
        </details>
        <ImportButtons disabled={adding} />
        <p className="field-note">{t('models.dropHint')}</p>
      </form>
    </section>
  );
}

function ImportButtons({ disabled }: { readonly disabled: boolean }) {
  const folder = useRef<HTMLInputElement>(null);
  const archive = useRef<HTMLInputElement>(null);
  const take = (input: HTMLInputElement) => {
    const files = localFiles(input.files);
    input.value = '';
    const [first] = files;
    if (first) void importModel(first.path.split('/')[0] ?? first.path, files);
  };
  return (
    <div className="model-actions">
      <input
        ref={folder}
        type="file"
        hidden
        data-testid="model-folder-input"
        // React knows no such attribute by its own name.
        {...{ webkitdirectory: '' }}
        onChange={(event) => take(event.currentTarget)}
      />
      <input
        ref={archive}
        type="file"
        hidden
        accept=".zip"
        data-testid="model-zip-input"
        onChange={(event) => take(event.currentTarget)}
      />
      <button type="button" className="button" disabled={disabled} onClick={() => folder.current?.click()}>
        {t('models.importFolder')}
      </button>
      <button type="button" className="button" disabled={disabled} onClick={() => archive.current?.click()}>
        {t('models.importZip')}
      </button>
    </div>
  );
}
