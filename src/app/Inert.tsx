import { t } from '../i18n/t.ts';
import './shell.css';

/** All that another site gets when it shows Lacuna in a frame: no click can be borrowed. */
export function Inert() {
  return (
    <p className="inert">
      <a href={location.href} target="_blank" rel="noreferrer">
        {t('app.framed')}
      </a>
    </p>
  );
}
