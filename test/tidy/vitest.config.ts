import { defineConfig } from 'vitest/config';

/** The house rules alone: `npm run check` runs them beside the compiler, so the usual test run leaves them out. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/tidy/**/*.test.ts'],
    reporters: ['default', './test/support/counts-reporter.ts'],
    environment: 'node',
    // One worker for all of it: starting one for each file costs more than the rules do.
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    testTimeout: 20_000,
  },
});
