import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { ToolId } from '../../editor/ports.ts';
import { withKeys } from '../../i18n/keys-text.ts';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { TOOL_KEYS } from '../../stores/tool-actions.ts';
import { useEditor } from '../../stores/use-services.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { TOOL_GROUPS, TOOL_LOOKS } from './tool-list.ts';
import './toolbar.css';

/** The tools in groups; arrow keys move inside, as toolbars do. On a phone the bar scrolls sideways. */
export function Toolbar() {
  const current = useEditor((state) => state.tool);
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    bar.current
      ?.querySelector(`[data-tool="${current}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <div ref={bar} role="toolbar" aria-label={t('tools.label')} className="toolbar" onKeyDown={moveFocus}>
      {TOOL_GROUPS.map((tools) => (
        <div key={tools[0]} className="toolbar-group">
          {tools.map((id) => (
            <ToolButton key={id} id={id} pressed={id === current} />
          ))}
        </div>
      ))}
    </div>
  );
}

function ToolButton({ id, pressed }: { readonly id: ToolId; readonly pressed: boolean }) {
  const open = useEditor((state) => state.document !== null);
  const { name, hint, icon } = TOOL_LOOKS[id];
  return (
    <IconButton
      label={t(name)}
      hint={t('tools.tooltip', { tool: withKeys(t(name), TOOL_KEYS[id]), hint: t(hint) })}
      icon={icon}
      aria-pressed={pressed}
      data-tool={id}
      disabled={!open}
      tabIndex={pressed ? 0 : -1}
      onClick={() => services().editor.setTool(id)}
    />
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
