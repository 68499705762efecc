import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Centre, startCentre } from '#central/centre.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { projections } from '#shared/projections/projections.ts';
import { indexesOf } from '#shared/projections/sql.ts';
import { openStore } from '#electron/store/store.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { sellAndKill } from '#test/support/killed-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';
import { seeded } from '#test/support/seeded.ts';

let folder: ReturnType<typeof temporaryFolder>;
const ends: (() => Promise<unknown>)[] = [];
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  folder.remove();
});

const waiting = { timeout: 45_000, interval: 20 };
let databaseUrl = '';

async function aCentre(port = 0): Promise<Centre> {
  const dataDir = path.join(folder.dir, 'centre');
  const centre = await startCentre({
    databaseUrl,
    dataDir,
    host: '127.0.0.1',
    port,
    log: () => {},
  });
  ends.push(() => centre.close());
  return centre;
}

async function aTill(name: string, centreUrl: string): Promise<TillUnderTest> {
  const open = await openTestTill(path.join(folder.dir, name), { centreUrl });
  ends.push(() => open.close());
  return open;
}

const scan = (open: TillUnderTest, text: string) =>
  open.screen.call('checkout.scan', { deviceId: 'test', text });
let commands = 0;
const sell = (open: TillUnderTest, amountText: string) =>
  open.screen.call('checkout.confirm', { commandId: `command-${(commands += 1)}`, amountText });
const uploaded = (open: TillUnderTest) => vi.waitUntil(() => open.till.link.pending() === 0, waiting);

/** Every event the centre holds of one writer, as its hash. */
const hashesAtCentre = (writer: string) =>
  withDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query<{ hash: string }>(
      `SELECT encode(hash, 'hex') AS hash FROM ledger_event WHERE writer = $1 ORDER BY seq`,
      [writer],
    );
    return rows.map(({ hash }) => hash);
  });

test('what was sold while the centre was away arrives once it is there, and both sides agree to the last balance', async () => {
  databaseUrl = await freshDatabase();
  const first = await aCentre();
  const port = Number(new URL(first.url).port);
  const till = await aTill('till', first.url);
  await uploaded(till);
  await first.close();

  await scan(till, cards.eightyPoints);
  expect(await sell(till, '23.40')).toMatchObject({ ok: true });
  await vi.waitUntil(() => till.till.status().link === 'offline', waiting);
  expect(till.till.link.pending()).toBeGreaterThan(0);

  const second = await aCentre(port);
  await uploaded(till);
  await vi.waitUntil(() => till.till.status().link === 'online', waiting);
  const own = till.till.store.ownAfter(0, 1000);
  expect(await hashesAtCentre(till.till.store.writer)).toEqual(own.map(({ hash }) => hash));
  expect((await second.store.verify()).faults).toEqual([]);

  const held = till.till.store.look.lots(
    JSON.parse(own.find(({ type }) => type === 'MemberEnrolled')?.body ?? '{}').walletId,
  );
  const atCentre = await withDatabase(databaseUrl, async (client) => {
    const { rows } = await client.query(
      'SELECT unit, drawer, lot, amount::int FROM balances WHERE holder = $1 AND amount <> 0',
      [`wallet:${JSON.parse(own.find(({ type }) => type === 'MemberEnrolled')?.body ?? '{}').walletId}`],
    );
    return rows as typeof held;
  });
  const inOrder = (lots: typeof held) => [...lots].sort((a, b) => (a.unit + a.lot < b.unit + b.lot ? -1 : 1));
  expect(inOrder(atCentre)).toEqual(inOrder(held));
});

/** By what a till finds what it was told of the others. */
const whatIsIndexed = projections
  .filter(({ forTills }) => forTills)
  .flatMap(({ table }) => indexesOf({ ...table, name: `known_${table.name}` }).map(({ name }) => name))
  .sort();

function indexesAt(till: string): string[] {
  const db = new Database(path.join(folder.dir, till, 'till.db'), { readonly: true });
  const names = db
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name LIKE 'known%' AND sql IS NOT NULL`,
    )
    .pluck()
    .all();
  db.close();
  return names.sort();
}

test('a till learns what another sold: it knows the member and sees the points, and earns beside it', async () => {
  databaseUrl = await freshDatabase();
  const centre = await aCentre();
  const [one, two] = [await aTill('one', centre.url), await aTill('two', centre.url)];
  await scan(one, cards.unknown);
  await one.screen.call('checkout.enrol', {});
  const answer = await sell(one, '130.00');
  const voucherId = answer.ok ? answer.outcome?.issued[0]?.voucherId : undefined;
  await uploaded(one);
  // A page may have been read while the sale arrived: then one table tells of it and another only with the next page.
  const { look, profiles } = two.till.store;
  const heardOf = (walletId: string) => look.lots(walletId).length > 0;
  await vi.waitUntil(() => look.voucher(voucherId ?? '') !== undefined, waiting);
  await vi.waitUntil(() => profiles.withCardEnding(cards.unknown.slice(-4), 1).some(heardOf), waiting);
  // A round that reads to the end makes one of the indexes that it had put off, and the next round another.
  await vi.waitUntil(() => indexesAt('two').join() === whatIsIndexed.join(), waiting);

  await scan(two, cards.unknown);
  const { member } = await two.screen.call('checkout.visit', {});
  expect(member?.holdings.find(({ type }) => type === 'points')).toMatchObject({ total: 30 });
  expect(await sell(two, '8.00')).toMatchObject({ ok: true, outcome: { awards: [{ amount: 8 }] } });
  await uploaded(two);
  expect(two.till.store.verify().faults).toEqual([]);
  expect((await centre.store.verify()).faults).toEqual([]);
});

test(
  'killed at random moments while it uploads, a till brings everything to the centre once',
  { timeout: 120_000 },
  async () => {
    databaseUrl = await freshDatabase();
    const centre = await aCentre();
    const seed = Number(process.env['TESSERA_SEED'] ?? Date.now() % 1_000_000);
    console.log(`till-and-centre: TESSERA_SEED=${seed}`);
    const dir = path.join(folder.dir, 'till');
    const told = await sellAndKill(dir, 60, 5, centre.url, seeded(seed));
    expect(told.complaints).toEqual([]);
    const rest = await aTill('till', centre.url);
    await uploaded(rest);
    await rest.close();
    ends.pop();

    const store = openStore(path.join(dir, 'till.db'), nodeMachine);
    const own = store.ownAfter(0, 10_000).map(({ hash }) => hash);
    const { writer } = store;
    store.close();
    expect(await hashesAtCentre(writer)).toEqual(own);
    const sold = await withDatabase(databaseUrl, async (client) => {
      const { rows } = await client.query<{ sale: string }>(
        `SELECT body::json ->> 'saleId' AS sale FROM ledger_event WHERE type = 'SaleRecorded' ORDER BY 1`,
      );
      return rows.map(({ sale }) => sale);
    });
    expect(sold).toEqual([...told.confirmed.values()].sort());
    expect((await centre.store.verify()).faults).toEqual([]);
  },
);

test('a wrong pairing code is said as such, and the counter goes on', async () => {
  databaseUrl = await freshDatabase();
  const centre = await aCentre();
  const open = await openTestTill(path.join(folder.dir, 'stranger'), {
    centreUrl: centre.url,
    pairingCode: 'guess',
  });
  ends.push(() => open.close());
  await vi.waitUntil(() => open.till.status().link === 'not-paired', waiting);
  await scan(open, cards.fresh);
  expect(await sell(open, '3.00')).toMatchObject({ ok: true });
});

test(
  'what was sold in a month without the centre arrives in one go, once, while the counter sells on',
  { timeout: 60_000 },
  async () => {
    databaseUrl = await freshDatabase();
    const centre = await aCentre();
    const cut = await aTill('till', 'http://127.0.0.1:9');
    for (let day = 1; day <= 28; day += 1) {
      const facts = Array.from({ length: 100 }, (_, index) =>
        monthOf(cut.till.store.writer, day, index),
      ).flat();
      const time = { atMs: Date.UTC(2026, 9, day), day: `2026-10-${String(day).padStart(2, '0')}` };
      cut.till.store.commit({ facts, time });
    }
    await cut.close();
    ends.pop();

    const back = await aTill('till', centre.url);
    for (let sale = 0; sale < 20; sale += 1) {
      await scan(back, cards.fresh);
      expect(await sell(back, '3.00')).toMatchObject({ ok: true });
    }
    await uploaded(back);
    const { store } = back.till;
    expect(await hashesAtCentre(store.writer)).toEqual(store.ownAfter(0, 20_000).map(({ hash }) => hash));
    expect(store.head().seq).toBeGreaterThan(5_600);
    expect((await centre.store.verify()).faults).toEqual([]);
  },
);

/** A sale of one day, and what it earned. */
function monthOf(drawer: string, day: number, index: number): Fact[] {
  const [saleId, walletId] = [`month-${day}-${index}`, String(index).padStart(32, 'a')];
  const total = { minor: 900, currency: 'EUR' };
  const earned = { unit: 'points:points', drawer, lot: '2026-10-01/-', amount: 9 };
  const origin = {
    saleId,
    programId: 'points',
    revision: 1,
    reason: { code: 'POINTS_PER_UNIT', params: {} },
  };
  return [
    { type: 'SaleRecorded', body: { saleId, walletId, total, paidWithVouchersMinor: 0, items: [] } },
    { type: 'ValueAwarded', body: { walletId, ...earned, ...origin } },
  ];
}
