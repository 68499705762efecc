import { expect, onTestFinished, test } from 'vitest';
import { type CentreStore, openCentreStore } from '#central/store/store.ts';
import type { Cell } from '#shared/projections/projection.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { centreMachineAt, freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { joined, opened, sale, tillPen } from '#test/support/till-pen.ts';

const machine = centreMachineAt(() => 1_795_000_100_000);
const members = 25;

async function openStore(url?: string): Promise<CentreStore> {
  const at = url ?? (await freshDatabase());
  const store = await openCentreStore({ url: at, machine, log: () => undefined });
  onTestFinished(() => store.close());
  return store;
}

const deadlocks = (url: string) =>
  withDatabase(url, async (client) => {
    const sql = 'SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()';
    return (await client.query<{ deadlocks: string }>(sql)).rows[0]?.deadlocks;
  });

/** A till with a full day: all tills sell to the same members, each in another order, so that they meet in the same rows. */
function fullDay(number: number) {
  const pen = tillPen(`till-${number}`);
  pen.write(
    opened(`Till ${number}`),
    ...Array.from({ length: members }, (_, member) => joined(member)).flat(),
  );
  for (let count = 0; count < 300; count++) {
    pen.write(...sale(pen, (count * (2 * number + 1) + number) % members, 100 + count));
  }
  return pen;
}

/** Uploads a log in batches of uneven size, each twice, as a till does that missed the first answer. */
async function upload(store: CentreStore, writer: string, log: readonly Envelope[], batch: number) {
  for (let at = 0; at < log.length; at += batch) {
    const envelopes = log.slice(at, at + batch);
    for (const attempt of ['first', 'again']) {
      expect(await store.accept({ writer, envelopes }), attempt).toMatchObject({ ok: true });
    }
  }
}

test('four tills upload at once to the same members: nothing lost, nothing twice, no deadlock', async () => {
  const url = await freshDatabase();
  const store = await openStore(url);
  const pens = [1, 2, 3, 4].map(fullDay);
  await Promise.all(pens.map((pen, index) => upload(store, pen.writer, pen.log, 37 + index * 11)));
  const events = pens.reduce((sum, { log }) => sum + log.length, 0);
  expect(await store.verify()).toEqual({
    writers: 5,
    events: events + 2,
    faults: [],
    differences: [],
    overdrawn: [],
  });
  const { totals, units, members: known } = await store.overview();
  const sold = 300 * 100 + (299 * 300) / 2;
  expect(totals).toEqual([{ currency: 'EUR', sales: 1_200, totalMinor: 4 * sold }]);
  const awarded = Array.from({ length: 300 }, (_, count) => Math.trunc((100 + count) / 100));
  const points = 4 * awarded.reduce((sum, one) => sum + one, 0);
  expect(units).toEqual([
    { unit: 'points:points', issued: points, redeemed: 0, expired: 0, outstanding: points },
  ]);
  expect(known.count).toBe(members);
  expect(await deadlocks(url)).toBe('0');
});

test('the same batch sent by many connections at once is stored once', async () => {
  const store = await openStore();
  const { writer, log } = fullDay(1);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => store.accept({ writer, envelopes: log.slice(0, 400) })),
  );
  const fresh = answers.map((answer) => (answer.ok ? answer.value.fresh : -1)).sort((a, b) => a - b);
  expect(fresh).toEqual([0, 0, 0, 0, 0, 0, 0, 400]);
  const sales = log.slice(0, 400).filter(({ type }) => type === 'SaleRecorded').length;
  expect((await store.overview()).totals).toMatchObject([{ sales }]);
});

test('a till that reads the story while four others write knows in the end what all of them did', async () => {
  const url = await freshDatabase();
  const store = await openStore(url);
  const pens = [1, 2, 3, 4].map(fullDay);
  const heard = new Map<string, Cell>();
  let writing = true;
  const reading = (async () => {
    for (let cursor = ''; ;) {
      const ended = !writing;
      const page = await store.story('till-listening', cursor);
      if (!page.ok) throw new Error(page.error.text);
      for (const { table, columns, rows } of page.value.changes) {
        if (table !== 'activity') continue;
        for (const row of rows)
          heard.set(String(row[columns.indexOf('wallet_id')]), row[columns.indexOf('visits')] ?? 0);
      }
      cursor = page.value.cursor;
      const visits = [...heard.values()].reduce<number>((sum, count) => sum + Number(count), 0);
      if (ended && !page.value.more && visits >= 4 * 300) return;
      if (ended) await new Promise(setImmediate);
    }
  })();
  await Promise.all(pens.map((pen, index) => upload(store, pen.writer, pen.log, 3 + index * 4)));
  writing = false;
  await reading;
  const rows = await withDatabase(
    url,
    async (client) =>
      (await client.query<{ wallet_id: string; visits: string }>('SELECT wallet_id, visits FROM activity'))
        .rows,
  );
  expect(Object.fromEntries(heard)).toEqual(
    Object.fromEntries(rows.map(({ wallet_id, visits }) => [wallet_id, Number(visits)])),
  );
}, 60_000);
