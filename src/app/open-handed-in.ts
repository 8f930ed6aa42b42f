import { t } from '../i18n/t.ts';
import { onLaunchFile, sharedFile } from '../pwa/handed-in.ts';
import { notify, notifyError } from '../stores/notices-store.ts';
import { openFile } from '../stores/open-store.ts';

/** Opens what the system hands in: files opened with the installed app, and a picture from its share sheet. */
export async function openHandedIn(shared: string | null): Promise<void> {
  onLaunchFile((file) => void openFile(file));
  if (shared === null) return;
  // A reload must not ask again: what was shared is given out once.
  history.replaceState(null, '', location.pathname);
  try {
    const file = await sharedFile(shared);
    if (file) await openFile(file);
    else notify('error', t('open.sharedGone'));
  } catch (error) {
    notifyError(error);
  }
}
