import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { version } from './package.json' with { type: 'json' };
import { metaPolicy } from './scripts/lib/csp-plugin.mjs';
import { securityHeaders } from './scripts/security-headers.mjs';
import { ortAssets } from './scripts/vite-plugin-ort.mjs';

export default defineConfig({
  // Relative addresses: the same files work at the root of a host and under a sub-path.
  base: './',
  define: { 'import.meta.env.LACUNA_VERSION': JSON.stringify(version) },
  plugins: [react(), ortAssets(), metaPolicy()],
  worker: {
    format: 'es',
    plugins: () => [ortAssets()],
    rolldownOptions: {
      output: {
        // The download worker is served under a policy of its own, which some hosts give by folder.
        entryFileNames: ({ facadeModuleId }) => {
          const name = facadeModuleId?.split('/').at(-2) ?? 'worker';
          return `${name === 'download' ? 'download' : 'assets'}/${name}-[hash].js`;
        },
      },
    },
  },
  // Discovered in mid-session these would reload the page.
  optimizeDeps: {
    exclude: ['onnxruntime-web', '@xenova/transformers'],
    // Met only when a worker starts.
    include: ['birpc', '@bufbuild/protobuf/wire', '@huggingface/tokenizers', '@petamoriken/float16'],
  },
  build: {
    target: 'es2023',
    // Inlined assets would need data: in font-src and connect-src.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1024,
  },
  server: { port: 5173, headers: securityHeaders('dev') },
  preview: { port: 4173, headers: securityHeaders() },
});
