import { defineConfig } from '@playwright/test';
import { findChromium } from './test/support/chromium.ts';

const chromium = await findChromium();

export default defineConfig({
  testDir: 'test/screens',
  outputDir: 'test-results',
  // Without the platform: they are compared in one Chromium only, see test/screens/snapshots.spec.ts.
  snapshotPathTemplate: 'test/screens/snapshots/{arg}{ext}',
  workers: 1,
  // As in vitest.config.ts: docs/decisions/0028.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['./test/support/skip-reporter.ts']],
  use: {
    browserName: 'chromium',
    viewport: { width: 1366, height: 768 },
    locale: 'en-GB',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...('executablePath' in chromium ? { executablePath: chromium.executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
