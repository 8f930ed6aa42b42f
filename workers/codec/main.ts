import { serve } from '../rpc/serve.ts';
import type { CodecCalls, CodecEvents } from '../shared/protocol.ts';
import { restitch } from '../shared/stitch.ts';
import { decodeMask } from './decode-mask.ts';
import { encodeMask, encodePatch } from './encode-parts.ts';
import { exportLossy, sampleBytes } from './export-lossy.ts';
import { exportPng } from './export-png.ts';
import { open } from './open.ts';

// An answer that could not be posted would leave its caller waiting: the page sees a worker error and starts anew.
addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  reportError(event.reason);
});

// Not needed to open a picture: loaded when first asked for.
const sessions = () => import('./session/store.ts');

serve<CodecCalls, CodecEvents>(
  {
    open: ({ file }) => open(file),
    exportPng: ({ file, fills, frame, ...along }) => exportPng(file, fills, frame, along),
    exportLossy,
    sampleBytes,
    encodePatch: ({ fill, icc }) => encodePatch(fill, icc),
    restitch: async ({ hole, made, edge }) => restitch(hole, made, edge),
    encodeMask: ({ mask }) => encodeMask(mask),
    decodeMask: ({ file, width, height }) => decodeMask(file, width, height),
    writeProject: async ({ file, project }) =>
      (await import('./project/write-project.ts')).writeProject(file, project),
    writeOpenRaster: async ({ file, project, icc }) =>
      (await import('./project/write-openraster.ts')).writeOpenRaster(file, project, icc),
    readProject: async ({ file }) => (await import('./project/read-project.ts')).readProject(file),
    sessionBegin: async ({ session, file, name, type }) => {
      await (await sessions()).beginSession(session, file, { name, type });
      return null;
    },
    sessionAppend: async ({ session, at, record }) => {
      await (await sessions()).appendToSession(session, at, record);
      return null;
    },
    sessionEnd: async ({ session }) => {
      await (await sessions()).endSession(session);
      return null;
    },
    sessionList: async () => (await sessions()).listSessions(),
    sessionResume: async ({ session }) => (await sessions()).resumeSession(session),
  },
  self,
);
