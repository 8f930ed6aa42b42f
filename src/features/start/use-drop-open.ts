import { useEffect, useState } from 'react';
import { droppedModel, pictureFile } from '../../lib/files.ts';
import { typesText } from '../../lib/shortcuts.ts';
import { isOwnDrag } from '../../stores/drag-out.ts';
import { importModel } from '../../stores/models-store.ts';
import { openFile } from '../../stores/open-store.ts';
import { showModels } from '../../stores/view-store.ts';

/** Opens what is dropped anywhere on the page or pasted, a folder or a `.zip` as a model; answers whether a file hovers over it now. */
export function useDropOpen(): boolean {
  const [hovering, setHovering] = useState(false);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const hasFiles = (event: DragEvent) =>
      !isOwnDrag() && (event.dataTransfer?.types.includes('Files') ?? false);
    const over = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setHovering(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setHovering(false);
    };
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setHovering(false);
      const model = droppedModel(event.dataTransfer);
      if (model) {
        showModels(true);
        void model.then(({ name, files }) => importModel(name, files));
        return;
      }
      const file = pictureFile(event.dataTransfer);
      if (file) void openFile(file);
    };
    const paste = (event: ClipboardEvent) => {
      const file = pictureFile(event.clipboardData);
      const textWanted = typesText(event.target) && event.clipboardData?.types.includes('text/plain');
      if (!file || textWanted) return;
      event.preventDefault();
      void openFile(file);
    };
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', drop, { signal });
    window.addEventListener('paste', paste, { signal });
    return () => listening.abort();
  }, []);
  return hovering;
}
