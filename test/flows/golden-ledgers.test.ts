import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { centreMachine } from '#central/platform/machine.ts';
import { openCentreStore, type CentreStore } from '#central/store/store.ts';
import { GiftStories } from '#test/golden/gift-story.ts';
import { GoldenSales } from '#test/golden/golden-sale.ts';
import type { OpenGoldenTill } from '#test/golden/golden-till.ts';
import { MemberStories } from '#test/golden/member-story.ts';
import { playGiftStory } from '#test/golden/play-gift-story.ts';
import { playMemberStory } from '#test/golden/play-member-story.ts';
import { playSales } from '#test/golden/play-sales.ts';
import { tillOnDisk, type TillOnDisk } from '#test/golden/till-on-disk.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { freshDatabase, withDatabase } from '#test/support/centre-database.ts';

// The cases that the contracts play in memory, here at tills with their ledger in SQLite; each till's log is then sent to a centre in
// PostgreSQL, and what lies there must be what lies at the till.

const shelves = path.join(import.meta.dirname, '../golden');
const filesOf = (shelf: string) =>
  readdirSync(path.join(shelves, shelf))
    .sort()
    .map((name) => ({
      name: `${shelf}/${name}`,
      said: JSON.parse(readFileSync(path.join(shelves, shelf, name), 'utf8')) as unknown,
    }));

let url: string;
let centre: CentreStore;
let folder: ReturnType<typeof temporaryFolder>;
let tills = 0;
beforeAll(async () => {
  url = await freshDatabase();
  centre = await openCentreStore({ url, machine: centreMachine, log: () => undefined });
  folder = temporaryFolder();
});
afterAll(async () => {
  await centre.close();
  folder.remove();
});

/** Where value lies: whose, of what, in which lot, and how much. */
const sums = (rows: readonly { holder: string; unit: string; lot: string; amount: number }[]): string[] =>
  rows.map(({ holder, unit, lot, amount }) => `${holder} ${unit} ${lot} ${amount}`).sort();

/** Plays at a till of its own and has its log stored at the centre. */
async function played<T>(play: (open: OpenGoldenTill) => T): Promise<T> {
  let till: TillOnDisk | undefined;
  onTestFinished(() => till?.store.close());
  const came = play((facts, settings) => {
    const dir = path.join(folder.dir, String((tills += 1)));
    mkdirSync(dir);
    till = tillOnDisk(dir, facts, settings);
    return till;
  });
  if (!till) throw new Error('the case opened no till');
  const { store } = till;
  expect(store.verify().faults).toEqual([]);
  await stored(store.writer, store.ownAfter(0, store.head().seq));
  const there = await withDatabase(url, (client) =>
    client.query<{ holder: string; unit: string; lot: string; amount: number }>(
      'SELECT holder, unit, lot, amount::int FROM balances WHERE drawer = $1 AND amount <> 0',
      [store.writer],
    ),
  );
  expect(sums(there.rows)).toEqual(sums(till.balances()));
  return came;
}

/** In two uploads: what the second brings is added to what the first brought. */
async function stored(writer: string, log: readonly Envelope[]): Promise<void> {
  const half = Math.ceil(log.length / 2);
  for (const envelopes of [log.slice(0, half), log.slice(half)])
    expect(await centre.accept({ writer, envelopes })).toMatchObject({ ok: true });
}

describe.each(filesOf('sales'))('$name', ({ said }) => {
  const golden = GoldenSales.parse(said);
  test.each(golden.cases)('$currency: $name', async (one) => {
    expect(await played((open) => playSales(golden, one, open))).toEqual(one.do);
  });
});

describe.each(filesOf('stories'))('$name', ({ said }) => {
  const golden = MemberStories.parse(said);
  test.each(golden.stories)('$currency: $name', async (story) => {
    const expected = { came: story.steps.map((step) => step.expect), end: story.end };
    expect(await played((open) => playMemberStory(golden, story, open))).toEqual(expected);
  });
});

describe.each(filesOf('gift-cards'))('$name', ({ said }) => {
  test.each(GiftStories.parse(said).stories)('$currency: $name', async (story) => {
    const expected = { came: story.steps.map((step) => step.expect), end: story.end };
    expect(await played((open) => playGiftStory(story, open))).toEqual(expected);
  });
});
