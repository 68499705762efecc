import { defineConfig } from 'vitest/config';
import { requireNode } from '#shared/base/node-version.ts';

requireNode(process.versions.node);

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,central}/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    // The house rules run in `npm run check`, beside the compiler; here they would run a second time.
    exclude: ['**/node_modules/**', 'test/tidy/**'],
    reporters: ['default', './test/support/counts-reporter.ts'],
    environment: 'node',
    globalSetup: ['./test/support/postgres.global-setup.ts'],
    clearMocks: false,
    // The built Electron shell is tested as it is shipped, with a stand-in for the module that exists only inside Electron.
    alias: [
      {
        find: /^electron$/,
        replacement: new URL('./test/shells/electron-stand-in.ts', import.meta.url).pathname,
      },
    ],
    server: { deps: { inline: [/out\/main/] } },
    // Far above what a busy machine needs: a test that waits says itself for what, and for how long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The gate forgives a story of real processes and sockets one bad moment, and names it: docs/decisions/0028.
    retry: process.env['CI'] === undefined ? 0 : 1,
  },
});
