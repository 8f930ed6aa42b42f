import { Fragment, type ReactNode, useSyncExternalStore } from 'react';
import { currentLanguage, subscribeLanguage } from '../i18n/language.ts';

/** Its children anew in each language, so that no text of the one before is kept anywhere. Documents live outside. */
export function InLanguage({ children }: { readonly children: ReactNode }) {
  return <Fragment key={useSyncExternalStore(subscribeLanguage, currentLanguage)}>{children}</Fragment>;
}
