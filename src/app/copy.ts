import { typesText } from '../lib/shortcuts.ts';
import { copyPicture } from '../stores/handout-store.ts';
import { services } from '../stores/services.ts';

/** The browser's own Copy, by key or menu, copies the picture unless text is selected or typed. */
export function listenForCopy(): void {
  window.addEventListener('copy', (event) => {
    const text = getSelection()?.toString() ?? '';
    if (text !== '' || typesText(event.target) || !services().editor.getState().document) return;
    event.preventDefault();
    void copyPicture();
  });
}
