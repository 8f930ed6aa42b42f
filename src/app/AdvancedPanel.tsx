import { AdvancedFields } from '../features/generate/AdvancedFields.tsx';
import { NegativePrompt } from '../features/generate/NegativePrompt.tsx';
import { ModelField } from '../features/models/ModelField.tsx';

/** What the panel holds under Advanced: loaded when that is first opened. */
export function AdvancedPanel() {
  return (
    <div className="panel-fields">
      <NegativePrompt />
      <ModelField />
      <AdvancedFields />
    </div>
  );
}
