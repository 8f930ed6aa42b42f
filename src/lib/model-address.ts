import type { ModelSource } from '../../workers/shared/stored-model.ts';

/** Hosts whose pages people copy addresses from; the hub that is set answers for all of them. */
const USUAL_HOSTS = ['huggingface.co', 'hf.co'];
const NAME = /^[\w.-]+\/[\w.-]+$/;

/**
 * What a person typed or pasted as a model: `owner/name`, `owner/name@revision`, `owner/name/path/to/graph.onnx`, an
 * address of a hub's page, or any other web address. Whatever cannot be read is passed on as a repository, and refused
 * there with the sentence for that.
 *
 * @param hub base URL of the hub that is set
 */
export function modelAddress(text: string, revision: string, hub: string): ModelSource {
  const trimmed = text.trim();
  const url = /^https?:\/\//i.test(trimmed) && URL.canParse(trimmed) ? new URL(trimmed) : null;
  const hubHost = URL.canParse(hub) ? new URL(hub).host : '';
  if (url && url.host !== hubHost && !USUAL_HOSTS.includes(url.host)) return { kind: 'url', url: trimmed };
  const path = url ? decodeURIComponent(url.pathname) : trimmed;
  const [owner = '', rest = '', ...parts] = path.split('/').filter((part) => part !== '');
  const [name = '', named] = rest.split('@');
  const isPage = ['tree', 'blob', 'resolve', 'raw'].includes(parts[0] ?? '') && parts[1] !== undefined;
  const inside = (isPage ? parts.slice(2) : parts).join('/');
  const repo = NAME.test(`${owner}/${name}`) ? `${owner}/${name}` : trimmed;
  return {
    kind: 'hub',
    hub,
    repo,
    revision: (isPage ? parts[1] : named) ?? revision,
    ...(inside !== '' && (inside.endsWith('.onnx') ? { file: inside } : { folder: inside })),
  };
}
