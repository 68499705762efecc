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
    clearMocks: false,
    testTimeout: 20_000,
  },
});
