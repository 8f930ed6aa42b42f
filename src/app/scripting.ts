import type { PackManifest } from '../../workers/shared/catalog.ts';
import type { EngineInfo } from '../../workers/shared/protocol.ts';
import { readModelsIfAny, storedPacks, useModels } from '../stores/models-store.ts';
import { ensurePack, usePacks } from '../stores/packs-store.ts';
import type { Services } from '../stores/services.ts';
import type { ScriptingInterface } from './scripting-types.ts';

/**
 * Puts `window.lacuna` in place. It shares engine and codec with the page and never touches the open document. What makes
 * jobs of its calls is loaded with the first of them.
 */
export function installScripting(services: Services): void {
  const { engine } = services;
  const fills = () => import('./scripting-fills.ts');
  const rolled = () => import('./scripting-rolled.ts');
  const scripting: ScriptingInterface = {
    capabilities: (): Promise<EngineInfo> => engine.start(),
    async models(): Promise<readonly PackManifest[]> {
      await Promise.all([ensurePack(), readModelsIfAny()]);
      return [...usePacks.getState().packs, ...storedPacks(useModels.getState().records)];
    },
    fill: async (options) => (await fills()).scriptFill(services, options),
    outpaint: async (options) =>
      options.wrap
        ? (await rolled()).scriptWrap(services, options)
        : (await fills()).scriptOutpaint(services, options),
    tileable: async (options) => (await rolled()).scriptTileable(services, options),
  };
  window.lacuna = Object.freeze(scripting);
}
