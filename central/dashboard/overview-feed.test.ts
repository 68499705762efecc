import { expect, test } from 'vitest';
import type { Overview } from '#shared/sync/overview.ts';
import { createFeed, type Line } from './overview-feed.ts';

const nothingYet: Overview = {
  at: 1,
  tills: [],
  totals: [],
  days: [],
  units: [],
  ownPoints: {},
  vouchers: [],
  members: { count: 0, top: [] },
  latest: [],
  conflicts: { count: 0, latest: [] },
  recovering: 0,
  quarantine: { count: 0, latest: [] },
};

/** A browser whose answers and clock are in our hands. */
function aBrowser() {
  const asked: { answer(overview: unknown): void; fail(): void }[] = [];
  const rests: { ms: number; run: () => void; cancelled: boolean }[] = [];
  const lines: { line: Line; hungUp: boolean }[] = [];
  const feed = createFeed({
    fetchOverview: () =>
      new Promise((resolve, reject) =>
        asked.push({ answer: resolve, fail: () => reject(new Error('away')) }),
      ),
    listen(line) {
      const call = { line, hungUp: false };
      lines.push(call);
      return () => (call.hungUp = true);
    },
    after(ms, run) {
      const rest = { ms, run, cancelled: false };
      rests.push(rest);
      return () => (rest.cancelled = true);
    },
  });
  return { feed, asked, rests, lines };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('the page is live when the line is open and the figures came, and says so when either breaks', async () => {
  const { feed, asked, lines } = aBrowser();
  feed.subscribe(() => undefined);
  expect(feed.state()).toEqual({ overview: null, link: 'connecting' });
  lines[0]?.line.opened();
  asked[0]?.answer(nothingYet);
  await settled();
  expect(feed.state()).toEqual({ overview: nothingYet, link: 'live' });
  lines[0]?.line.lost();
  expect(feed.state()).toEqual({ overview: nothingYet, link: 'reconnecting' });
  asked[1]?.answer({ ...nothingYet, at: 2 });
  await settled();
  expect(feed.state()).toMatchObject({ overview: { at: 2 }, link: 'reconnecting' });
  lines[0]?.line.opened();
  asked[2]?.answer({ ...nothingYet, at: 3 });
  await settled();
  expect(feed.state()).toMatchObject({ overview: { at: 3 }, link: 'live' });
});

test('many changes while one question is under way make one more question, not many', async () => {
  const { feed, asked, lines } = aBrowser();
  feed.subscribe(() => undefined);
  for (let count = 0; count < 5; count++) lines[0]?.line.changed();
  expect(asked).toHaveLength(1);
  asked[0]?.answer(nothingYet);
  await settled();
  expect(asked).toHaveLength(2);
  asked[1]?.answer(nothingYet);
  await settled();
  expect(asked).toHaveLength(2);
});

test('an answer that fails or makes no sense keeps the old figures, and is asked for again soon', async () => {
  const { feed, asked, rests, lines } = aBrowser();
  feed.subscribe(() => undefined);
  lines[0]?.line.opened();
  asked[0]?.answer(nothingYet);
  await settled();
  asked[1]?.answer({ tills: 'many' });
  await settled();
  expect(feed.state()).toEqual({ overview: nothingYet, link: 'reconnecting' });
  expect(rests.at(-1)?.ms).toBe(3_000);
  rests.at(-1)?.run();
  asked[2]?.fail();
  await settled();
  rests.at(-1)?.run();
  asked[3]?.answer(nothingYet);
  await settled();
  expect(feed.state().link).toBe('live');
  expect(rests.at(-1)?.ms).toBe(15_000);
});

test('nobody is asked any more when nobody looks', async () => {
  const { feed, asked, rests, lines } = aBrowser();
  const leave = feed.subscribe(() => undefined);
  asked[0]?.answer(nothingYet);
  await settled();
  leave();
  expect(lines[0]?.hungUp).toBe(true);
  expect(rests.at(-1)?.cancelled).toBe(true);
});
