import { serve } from '../rpc/serve.ts';
import type { CodecCalls, CodecEvents } from '../shared/protocol.ts';
import { restitch } from '../shared/stitch.ts';
import { decodeMask } from './decode-mask.ts';
import { encodeMask, encodePatch } from './encode-parts.ts';
import { exportPng } from './export-png.ts';
import { open } from './open.ts';

// An answer that could not be posted would leave its caller waiting: the page sees a worker error and starts anew.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  reportError(event.reason);
});

serve<CodecCalls, CodecEvents>(
  {
    open: ({ file }) => open(file),
    exportPng: ({ file, fills, frame }) => exportPng(file, fills, frame),
    encodePatch: ({ fill, icc }) => encodePatch(fill, icc),
    restitch: async ({ hole, made, edge }) => restitch(hole, made, edge),
    encodeMask: ({ mask }) => encodeMask(mask),
    decodeMask: ({ file, width, height }) => decodeMask(file, width, height),
  },
  self,
);
