import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (place: string): string => path.resolve(import.meta.dirname, place);

export default defineConfig({
  root: at('.'),
  plugins: [react()],
  build: {
    outDir: at('../../out/dashboard'),
    emptyOutDir: true,
    // The page's policy lets nothing in but files, so nothing is folded into the page.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1000,
  },
});
