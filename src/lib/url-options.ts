import type { Provider, Tuning } from '../../workers/shared/protocol.ts';

/** Switches in the page's address. */
export interface UrlOptions {
  readonly provider: Provider | 'auto';
  /** 0: the engine chooses. */
  readonly threads: number;
  readonly sample: string | null;
  /** Name of a picture that the system's share sheet handed in. */
  readonly shared: string | null;
  /** False only with `?rewrite=off`: graphs run as they are, to show what the rewrite is for. */
  readonly rewriteGraphs: boolean;
  /** For measurements: `?optimize=all|basic|disabled`, `?layout=NCHW|NHWC`. */
  readonly tuning: Tuning;
  readonly fakeEngine: boolean;
}

/** Reads the query string; anything not understood falls back to its default. */
export function parseUrlOptions(search: string): UrlOptions {
  const query = new URLSearchParams(search);
  const provider = query.get('provider');
  const optimize = query.get('optimize');
  const layout = query.get('layout');
  const threads = Number(query.get('threads') ?? 0);
  return {
    provider: provider === 'webgpu' || provider === 'wasm' ? provider : 'auto',
    threads: Number.isInteger(threads) && threads >= 0 && threads <= 64 ? threads : 0,
    sample: query.get('sample'),
    shared: query.get('shared'),
    rewriteGraphs: query.get('rewrite') !== 'off',
    tuning: {
      ...((optimize === 'all' || optimize === 'basic' || optimize === 'disabled') && {
        optimization: optimize,
      }),
      ...((layout === 'NCHW' || layout === 'NHWC') && { layout }),
    },
    fakeEngine: query.get('engine') === 'fake',
  };
}
