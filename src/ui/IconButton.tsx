import type { LucideIcon } from 'lucide-react';
import type { ComponentProps } from 'react';
import { withKeys } from '../i18n/keys-text.ts';

interface Props extends Omit<ComponentProps<'button'>, 'aria-label' | 'title'> {
  /** The accessible name. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** Shown after the name on hover, in the form of `keyName`: "B", "Ctrl+Z". */
  readonly shortcut?: string | undefined;
  /** Replaces the name on hover. */
  readonly hint?: string | undefined;
}

/** A square button with an icon, its name for assistive technology and a tooltip. */
export function IconButton({ label, icon: Icon, shortcut, hint, className = '', ...rest }: Props) {
  const tooltip = hint ?? (shortcut ? withKeys(label, shortcut) : label);
  return (
    <button type="button" aria-label={label} title={tooltip} className={`icon-button ${className}`} {...rest}>
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
    </button>
  );
}
