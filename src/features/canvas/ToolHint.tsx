import type { MessageKey } from '../../i18n/catalogue.ts';
import { t } from '../../i18n/t.ts';

interface Props {
  readonly mouse: MessageKey;
  /** Where a finger does it another way. */
  readonly touch?: MessageKey | undefined;
  /** True where nothing works before it is done. */
  readonly needed?: boolean;
}

/** What to do with the tool in hand, in a line. */
export function ToolHint({ mouse, touch = mouse, needed = false }: Props) {
  const look = needed ? 'tool-hint tool-hint-needed' : 'tool-hint';
  return (
    <>
      <p className={`${look} mouse-only`} title={t(mouse)}>
        {t(mouse)}
      </p>
      <p className={`${look} touch-only`}>{t(touch)}</p>
    </>
  );
}
