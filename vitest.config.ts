import { defineConfig } from 'vitest/config';
import { requireNode } from '#shared/base/node-version.ts';

requireNode(process.versions.node);

export default defineConfig({
  test: {
    include: ['{shared,electron,renderer,central}/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
    environment: 'node',
    clearMocks: false,
    testTimeout: 20_000,
  },
});
