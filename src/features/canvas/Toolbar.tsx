import { Brush, Eraser, Hand, type LucideIcon, SquareDashed } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { ToolId } from '../../editor/ports.ts';
import type { MessageKey } from '../../i18n/catalogue.ts';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import './toolbar.css';

interface ToolEntry {
  readonly id: ToolId;
  readonly name: MessageKey;
  readonly icon: LucideIcon;
  readonly key: string;
}

const TOOLS: readonly ToolEntry[] = [
  { id: 'hand', name: 'tools.hand', icon: Hand, key: 'H' },
  { id: 'brush', name: 'tools.brush', icon: Brush, key: 'B' },
  { id: 'eraser', name: 'tools.eraser', icon: Eraser, key: 'E' },
  { id: 'rectangle', name: 'tools.rectangle', icon: SquareDashed, key: 'M' },
];

/** The tools; arrow keys move inside, as toolbars do. */
export function Toolbar() {
  const current = useEditor((state) => state.tool);
  const open = useEditor((state) => state.document !== null);
  return (
    <div role="toolbar" aria-label={t('tools.label')} className="toolbar" onKeyDown={moveFocus}>
      {TOOLS.map((tool) => (
        <IconButton
          key={tool.id}
          label={t(tool.name)}
          shortcut={tool.key}
          icon={tool.icon}
          aria-pressed={tool.id === current}
          disabled={!open}
          tabIndex={tool.id === current ? 0 : -1}
          onClick={() => services().editor.setTool(tool.id)}
        />
      ))}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const by = STEPS[event.key];
  if (by === undefined) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const from = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(from + by + buttons.length) % buttons.length]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
