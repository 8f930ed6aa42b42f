import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/t.ts';
import { services } from '../../stores/services.ts';
import { useEditor } from '../../stores/use-services.ts';
import { TOOL_LOOKS } from './tool-list.ts';

/** While the crosshair moves nothing is said: only where it has come to rest. */
const REST_MS = 300;

/** Says where the keyboard's crosshair is, and whether the tool is down. */
export function CanvasVoice() {
  const crosshair = useEditor((state) => state.crosshair);
  const [said, say] = useState('');
  const wasPressed = useRef(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!crosshair) return say('');
      const { x, y, pressed } = crosshair;
      const tool = t(TOOL_LOOKS[services().editor.getState().tool].name);
      const key = pressed ? 'canvas.pressedAt' : wasPressed.current ? 'canvas.liftedAt' : 'canvas.at';
      wasPressed.current = pressed;
      say(t(key, { tool, x, y }));
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [crosshair]);
  return (
    <p className="visually-hidden" role="status" data-testid="canvas-voice">
      {said}
    </p>
  );
}
