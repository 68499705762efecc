import path from 'node:path';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { NONCE_MARK } from './electron/shells/page-policy.ts';

const at = (place: string): string => path.resolve(import.meta.dirname, place);

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      sourcemap: true,
      rolldownOptions: {
        input: {
          main: at('electron/shells/electron/main.ts'),
          browser: at('electron/shells/browser/browser.ts'),
          // Threads of their own, started by their names beside the core.
          'printer-relay-worker': at('electron/devices/transports/printer-relay-worker.ts'),
          'replay-worker': at('electron/what-if/replay-worker.ts'),
        },
        // Flat: from every file of out/main, ../../resources is the same folder, as it is from a source two folders deep.
        output: { chunkFileNames: 'core-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node24',
      externalizeDeps: false,
      rolldownOptions: {
        input: at('electron/shells/electron/preload.ts'),
        // A sandboxed preload is CommonJS, and under "type": "module" only .cjs is.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), { ...optimizeLocales.vite({ locales: ['en-US', 'it-IT', 'hu-HU'] }), enforce: 'pre' }],
    html: { cspNonce: NONCE_MARK },
    // The camera's thread, under a name by which the shells know it: only it may build machine code.
    worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'assets/[name]-[hash].js' } } },
    build: {
      outDir: at('out/renderer'),
      minify: true,
      // Read from the disk, not from a network.
      chunkSizeWarningLimit: 4000,
      // A display loads nothing of the counter: its page is another.
      rolldownOptions: {
        input: {
          index: at('renderer/index.html'),
          display: at('renderer/display.html'),
          gallery: at('renderer/gallery.html'),
        },
      },
    },
  },
});
