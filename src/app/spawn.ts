/** Starts the inference worker. Written out in place: the bundler finds workers by this very form. */
export function spawnInference(): Worker {
  return new Worker(new URL('../../workers/inference/main.ts', import.meta.url), {
    type: 'module',
    name: 'inference',
  });
}

/** Starts the codec worker. */
export function spawnCodec(): Worker {
  return new Worker(new URL('../../workers/codec/main.ts', import.meta.url), {
    type: 'module',
    name: 'codec',
  });
}

/** Starts the download worker, the only one that may reach other hosts: its script has a policy of its own. */
export function spawnDownload(): Worker {
  return new Worker(new URL('../../workers/download/main.ts', import.meta.url), {
    type: 'module',
    name: 'download',
  });
}
