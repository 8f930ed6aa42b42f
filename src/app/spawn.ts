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
