import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run gallery`: the design system's page, which follows every change of a part at once. */
export default defineConfig({
  root: path.resolve(import.meta.dirname, '..'),
  plugins: [react()],
  server: { host: '127.0.0.1', open: '/gallery.html' },
});
