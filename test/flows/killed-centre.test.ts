import { chmodSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { killUnderLoad } from '#test/crash/kill-campaign.ts';
import { temporaryFolder } from '#test/support/a-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  // PostgreSQL runs as a user of its own, who has to get in.
  chmodSync(folder.dir, 0o755);
});
afterEach(() => folder.remove());

test(
  'tills upload while centre, PostgreSQL and one of its connections are killed: what was acknowledged is there, once, and both sides agree',
  { timeout: 180_000, retry: 0 },
  async (context) => {
    context.skip(process.platform !== 'linux', 'only Linux tells which processes there are');
    const seed = Number(process.env['TESSERA_SEED'] ?? Date.now() % 1_000_000);
    console.log(`killed-centre: TESSERA_SEED=${seed}`);
    const kinds = ['centre', 'postmaster', 'backend', 'all'];
    const outcome = await killUnderLoad({
      folder: folder.dir,
      tills: 2,
      seed,
      kinds,
      goesOn: (blows) => blows < kinds.length,
    });
    expect(outcome.findings).toEqual([]);
    expect([...outcome.blows.values()].reduce((sum, times) => sum + times, 0)).toBe(kinds.length);
    // At least ten sales before each blow and after the last, of three events each.
    expect(outcome.sales).toBeGreaterThanOrEqual(50);
    expect(outcome.events).toBeGreaterThan(3 * outcome.sales);
  },
);
