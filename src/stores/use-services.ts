import { useSyncExternalStore } from 'react';
import type { EditorState } from '../editor/ports.ts';
import type { EngineClientState } from '../engine-client/types.ts';
import type { PwaState } from '../pwa/register.ts';
import { services } from './services.ts';

/** A part of the editor's state; `select` must answer the same value while nothing changed. */
export function useEditor<T>(select: (state: EditorState) => T): T {
  const { editor } = services();
  return useSyncExternalStore(editor.subscribe, () => select(editor.getState()));
}

/** A part of the engine's state. */
export function useEngine<T>(select: (state: EngineClientState) => T): T {
  const { engine } = services();
  return useSyncExternalStore(engine.subscribe, () => select(engine.getState()));
}

/** A part of what the page knows of its offline copy. */
export function usePwa<T>(select: (state: PwaState) => T): T {
  const { pwa } = services();
  return useSyncExternalStore(pwa.subscribe, () => select(pwa.getState()));
}
