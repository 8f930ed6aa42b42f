import { useJob } from './job-store.ts';
import { services } from './services.ts';

/** Shows the pixels one to one: of the candidate on show, else of what is painted, else of the middle of the view. */
export function zoomToActual(): void {
  const { editor } = services();
  const { maskBounds, maskRests } = editor.getState();
  const { candidates, selected } = useJob.getState();
  const shown = selected === null ? undefined : candidates[selected];
  const subject = shown?.rect ?? (maskRests ? null : maskBounds);
  if (subject) editor.showAt(1, { x: subject.x + subject.width / 2, y: subject.y + subject.height / 2 });
  else editor.zoomTo(1);
}
