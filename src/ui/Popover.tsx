import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { t } from '../i18n/t.ts';

interface Props {
  readonly label: string;
  readonly icon: LucideIcon;
  /** Shown beside the icon where there is room. */
  readonly text?: string;
  /** Made when the popover opens. */
  readonly children: (close: () => void) => ReactNode;
}

/** Room between button and popover, and to the window's edge, in CSS pixels. */
const GAP = 6;

/** A button that opens a small panel over everything else; a press elsewhere or Escape closes it. */
export function Popover({ label, icon: Icon, text, children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const close = () => panel.current?.hidePopover();
  const place = () => {
    if (button.current && panel.current) putBeside(panel.current, button.current.getBoundingClientRect());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    // this Escape is the popover's: a fill under way goes on
    event.preventDefault();
    close();
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button-quiet"
        aria-label={label}
        aria-expanded={open}
        aria-haspopup="dialog"
        title={label}
        popoverTarget={id}
        onKeyDown={onKeyDown}
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
        {text !== undefined && <span className="roomy-only">{text}</span>}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className="popover"
        onKeyDown={onKeyDown}
        onToggle={(event) => {
          setOpen(event.newState === 'open');
          // once its content is there its size is known
          if (event.newState === 'open') requestAnimationFrame(place);
        }}
      >
        {open && children(close)}
        {open && (
          <button type="button" className="visually-hidden" onClick={close}>
            {t('dialog.close')}
          </button>
        )}
      </div>
    </>
  );
}

/** Under the button where there is room, else above it; always whole on the screen. */
function putBeside(panel: HTMLElement, button: DOMRect): void {
  const { width, height } = panel.getBoundingClientRect();
  const below = button.bottom + GAP;
  const top = below + height + GAP <= innerHeight ? below : Math.max(GAP, button.top - GAP - height);
  const left = Math.max(GAP, Math.min(innerWidth - GAP - width, button.left));
  panel.style.inset = `${top}px auto auto ${left}px`;
}
