import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { batchEvents, storyRows } from '#shared/sync/protocol.ts';
import { centreMachineAt, freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { joined, opened, sale, tillPen, type TillPen } from '#test/support/till-pen.ts';
import { type CentreStore, openCentreStore } from './store.ts';

let now = 1_795_000_100_000;
const machine = centreMachineAt(() => now);
const log = () => undefined;
let url: string;
let store: CentreStore;

beforeEach(async () => {
  url = await freshDatabase();
  store = await openCentreStore({ url, machine, log });
  onTestFinished(() => store.close());
});

async function page(reader: string, cursor: string) {
  const answer = await store.story(reader, cursor);
  if (!answer.ok) throw new Error(answer.error.text);
  return answer.value;
}

type Told = Record<string, unknown> & { table: string };

/** Reads on until `until` is content with all that was told, however many answers that takes. */
async function readOn(reader: string, until: (rows: Told[]) => boolean, cursor = '') {
  const rows: Told[] = [];
  let place = cursor;
  let anew = false;
  await expect
    .poll(
      async () => {
        const next = await page(reader, place);
        for (const { table, columns, rows: some } of next.changes)
          rows.push(
            ...some.map((row) => ({
              table,
              ...Object.fromEntries(columns.map((name, index) => [name, row[index]])),
            })),
          );
        place = next.cursor;
        anew ||= next.anew;
        return !next.more && until(rows);
      },
      { interval: 5, timeout: 10_000 },
    )
    .toBe(true);
  return { rows, cursor: place, anew };
}

const of = (table: string) => (rows: Told[]) => rows.some((row) => row.table === table);

async function send(pen: TillPen, from = 0) {
  for (let at = from; at < pen.log.length; at += batchEvents) {
    const envelopes = pen.log.slice(at, at + batchEvents);
    expect(await store.accept({ writer: pen.writer, envelopes })).toMatchObject({ ok: true });
  }
}

test('a till hears which cards, members, tills and balances there are, but not of its own drawer', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'), ...joined(1), ...sale(one, 1, 500));
  await send(one);
  const { rows, anew } = await readOn('till-2', of('tills'));
  expect(rows.map(({ table }) => table)).toEqual(['activity', 'balances', 'cards', 'members', 'tills']);
  expect(rows[1]).toMatchObject({ drawer: 'till-home', unit: 'points:points', amount: 5 });
  expect(rows[0]).toMatchObject({ visits: 1, spent_minor: 500 });
  expect(anew).toBe(true);
  expect((await readOn('till-home', of('tills'))).rows.map(({ table }) => table)).toEqual([
    'activity',
    'cards',
    'members',
    'tills',
  ]);
});

test('a row that changes is told again as it is then, and nothing else is', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'), ...sale(one, 1, 500));
  await send(one);
  const { cursor } = await readOn('till-2', of('tills'));
  expect((await page('till-2', cursor)).changes).toEqual([]);
  one.write(...sale(one, 1, 700));
  await send(one, 3);
  const { rows, anew } = await readOn('till-2', of('activity'), cursor);
  expect(rows).toMatchObject([
    { table: 'activity', visits: 2 },
    { table: 'balances', amount: 12 },
  ]);
  expect(anew).toBe(false);
});

test('a long story comes in pages, each row once, however many rows one transaction wrote', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'));
  const members = storyRows + 300;
  for (let member = 0; member < members; member += 1) one.write(...joined(member));
  await send(one);
  const pages: number[] = [];
  let cursor = '';
  await expect
    .poll(async () => {
      const next = await page('till-2', cursor);
      const rows = next.changes.reduce((sum, change) => sum + change.rows.length, 0);
      if (rows > 0) pages.push(rows);
      ({ cursor } = next);
      return pages.reduce((sum, count) => sum + count, 0);
    })
    .toBe(2 * members + 1);
  expect(Math.max(...pages)).toBeLessThanOrEqual(storyRows);
});

test('a row of a slow transaction is not overtaken by a reader, whether it follows or has just begun', async () => {
  const quick = tillPen('till-quick');
  quick.write(opened('Quick'));
  const { cursor } = await readOn('till-3', () => true);
  let following = cursor;
  let beginning = '';
  await withDatabase(url, async (client) => {
    await client.query('BEGIN');
    await client.query("INSERT INTO tills (writer, name) VALUES ('till-slow', 'Slow')");
    await client.query("INSERT INTO tills_told (writer) VALUES (ARRAY['till-slow'])");
    await send(quick);
    const early = await page('till-3', cursor);
    expect(early.changes, 'waits for whom it could overtake').toEqual([]);
    following = early.cursor;
    const walked = await page('till-4', '');
    expect(walked.changes, 'tells all that there is').toMatchObject([
      {
        rows: [
          ['till-quick', 'Café Aurora', 'Quick', expect.anything(), 'EUR', 'Europe/Rome', expect.anything()],
        ],
      },
    ]);
    beginning = walked.cursor;
    await client.query('COMMIT');
  });
  const names = async (reader: string, from: string) =>
    (await readOn(reader, (all) => all.some(({ writer }) => writer === 'till-slow'), from)).rows.map(
      ({ writer }) => writer,
    );
  expect(await names('till-3', following)).toEqual(['till-slow', 'till-quick']);
  expect(await names('till-4', beginning)).toContain('till-slow');
});

test('what a row was before is forgotten, and no reader misses what it became', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'), ...joined(1), ...sale(one, 1, 500));
  await send(one);
  const { cursor } = await readOn('till-2', of('activity'));
  for (const minor of [700, 900]) {
    const from = one.log.length;
    one.write(...sale(one, 1, minor));
    await send(one, from);
  }
  await store.tidy();
  const [left] = await withDatabase(
    url,
    async (client) => (await client.query('SELECT count(*)::int AS rows FROM activity_told')).rows,
  );
  expect(left).toEqual({ rows: 1 });
  const { rows } = await readOn('till-2', of('activity'), cursor);
  expect(rows.find(({ table }) => table === 'activity')).toMatchObject({ visits: 3 });
});

test('a reader in the middle of what one upload changed hears all the rest, tidied meanwhile or not', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'));
  await send(one);
  const { cursor } = await readOn('till-2', of('tills'));
  const cards = Array.from({ length: storyRows + 300 }, (_, member) => one.write(...joined(member).slice(1)));
  // The first upload is a small one, so that a page ends in the middle of a large one.
  const { writer, log: envelopes } = one;
  await store.accept({ writer, envelopes: envelopes.slice(1, 101) });
  await send(one, 101);
  const hear = async (from: string, heard: Set<unknown>) => {
    const next = await page('till-2', from);
    for (const { rows } of next.changes) for (const [card] of rows) heard.add(card);
    return next;
  };
  const hearAll = async (from: string, heard: Set<unknown>) => {
    let place = from;
    const rest = async () => {
      const next = await hear(place, heard);
      place = next.cursor;
      return next.more ? 0 : heard.size;
    };
    await expect.poll(rest, { timeout: 10_000 }).toBe(cards.length);
  };
  const first = new Set<unknown>();
  let middle = '';
  const reachMiddle = async () => {
    const next = await hear(cursor, first);
    middle = next.cursor;
    return next.more;
  };
  await expect.poll(reachMiddle, { timeout: 10_000 }).toBe(true);
  await hearAll(middle, new Set(first));
  // Behind the reader and before it lie cards of one upload: most of them change again.
  const from = one.log.length;
  for (const { body } of cards.slice(storyRows - 300, storyRows + 50).flat()) {
    const { cardId } = JSON.parse(body) as { cardId: string };
    one.write({ type: 'CardBlocked', body: { cardId, reason: 'lost' } });
  }
  await send(one, from);
  await store.tidy();
  await hearAll(middle, new Set(first));
});

test('read tables that were made anew are told again, and uploads go on as before', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'), ...joined(1), ...sale(one, 1, 500));
  await send(one);
  const { cursor } = await readOn('till-2', of('tills'));
  await store.rebuild();
  const { rows, cursor: later } = await readOn('till-2', of('tills'), cursor);
  expect(rows.map(({ table }) => table)).toEqual(['activity', 'balances', 'cards', 'members', 'tills']);
  // The same statements as before, on the same connections, and other tables behind their names.
  const from = one.log.length;
  one.write(...sale(one, 1, 700));
  await send(one, from);
  expect((await readOn('till-2', of('balances'), later)).rows).toMatchObject([
    { table: 'activity', visits: 2 },
    { table: 'balances', amount: 12 },
  ]);
  expect((await store.verify()).differences).toEqual([]);
});

test('a centre restored on another server takes the next generation and tells its story anew', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'), ...sale(one, 1, 500));
  await send(one);
  const { cursor } = await readOn('till-2', of('tills'));
  await store.close();
  await withDatabase(url, (client) => client.query("UPDATE centre SET server = 'the old one'"));
  store = await openCentreStore({ url, machine, log });
  const { rows, anew } = await readOn('till-2', of('tills'), cursor);
  expect(rows.map(({ table }) => table)).toEqual(['activity', 'balances', 'tills']);
  expect(anew).toBe(true);
  const sent = { writer: 'till-1', envelopes: one.log };
  const accepted = await store.accept(sent);
  expect(accepted.ok && accepted.value.answer.generation).toBeGreaterThan(1);
});

test('a till that only listens is still heard of', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'));
  await send(one);
  now += 60_000;
  await page('till-1', '');
  expect((await store.overview()).tills).toMatchObject([{ writer: 'till-1', lastHeardAt: now }]);
});

test.each([
  'abc',
  '{}',
  '[]',
  'null',
  '{"generation":1,"places":{"cards":["x"]}}',
  '{"generation":1,"places":{"cards":["1","a","b"]}}',
  '{"generation":1,"places":{"cards":["99999999999999999999"]}}',
  '{"generation":1,"places":{"programs":["1","a","b"]}}',
])('a cursor that no centre made is refused: %s', async (cursor) => {
  expect(await store.story('till-1', cursor)).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
});
