import { defineConfig } from 'vitest/config';

/** The house rules alone: `npm run check` runs them beside the compiler, so the usual test run leaves them out. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/tidy/**/*.test.ts'],
    reporters: ['default', './test/support/counts-reporter.ts'],
    environment: 'node',
    testTimeout: 20_000,
  },
});
