import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { batchBytes, batchEvents } from '#shared/sync/protocol.ts';
import { freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { opened, sale, sha256, tillPen, type TillPen } from '#test/support/till-pen.ts';
import { type CentreStore, openCentreStore } from './store.ts';

let now = 1_795_000_100_000;
const machine = { now: () => now, sha256 };
const log = () => undefined;
let url: string;
let store: CentreStore;

beforeEach(async () => {
  url = await freshDatabase();
  store = await openCentreStore({ url, machine, log });
  onTestFinished(() => store.close());
});

async function page(reader: string, cursor: string) {
  const answer = await store.news(reader, cursor);
  if (!answer.ok) throw new Error(answer.error.text);
  return answer.value;
}

/** Reads on until `seqs` events of others have come, however many answers that takes. */
async function readAll(
  reader: string,
  count: number,
  cursor = '',
): Promise<{ envelopes: Envelope[]; cursor: string }> {
  const envelopes: Envelope[] = [];
  let place = cursor;
  await expect
    .poll(
      async () => {
        const next = await page(reader, place);
        envelopes.push(...next.envelopes);
        place = next.cursor;
        return envelopes.length >= count && !next.more;
      },
      { interval: 5, timeout: 10_000 },
    )
    .toBe(true);
  return { envelopes, cursor: place };
}

async function send(pen: TillPen, from = 0) {
  for (let at = from; at < pen.log.length; at += batchEvents) {
    const envelopes = pen.log.slice(at, at + batchEvents);
    expect(await store.accept({ writer: pen.writer, envelopes })).toMatchObject({ ok: true });
  }
}

test('a till reads what others wrote, word for word and in their order, and never its own', async () => {
  const [one, two] = [tillPen('till-1'), tillPen('till-2')];
  one.write(opened('Till 1'), ...sale(one, 1, 500));
  two.write(opened('Till 2'), ...sale(two, 1, 900));
  await send(one);
  await send(two);
  expect((await readAll('till-1', 3)).envelopes).toEqual(two.log);
  expect((await readAll('till-3', 6)).envelopes).toEqual([...one.log, ...two.log]);
});

test('a reader who has everything gets nothing, and its place does not move', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'));
  await send(one);
  const { cursor } = await readAll('till-2', 1);
  expect(await page('till-2', cursor)).toEqual({ envelopes: [], cursor, more: false });
  one.write(...sale(one, 1, 500));
  await send(one, 1);
  expect((await readAll('till-2', 2, cursor)).envelopes).toEqual(one.log.slice(1));
});

test('news comes in pages of bounded number and size', async () => {
  const one = tillPen('till-1');
  for (let count = 0; count < batchEvents + 20; count++) one.scrawl('Small', { count });
  for (let count = 0; count < 6; count++) one.scrawl('Large', { text: 'x'.repeat(100_000) });
  await send(one);
  const sizes: number[][] = [];
  let cursor = '';
  for (let more = true; more;) {
    const next = await page('till-2', cursor);
    expect(next.envelopes.length).toBeLessThanOrEqual(batchEvents);
    sizes.push([next.envelopes.length, next.envelopes.reduce((sum, { body }) => sum + body.length, 0)]);
    ({ cursor, more } = next);
  }
  expect(sizes.every(([, bytes = 0]) => bytes <= batchBytes)).toBe(true);
  expect(sizes.map(([count]) => count)).toEqual([500, 22, 2, 2]);
});

test('a reader steps over its own events once, not again with every look', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'), ...sale(one, 1, 500));
  await send(one);
  const { cursor } = await readAll('till-2', 3);
  expect(await page('till-1', '')).toEqual({ envelopes: [], cursor, more: false });
});

test('an event of a slow transaction is not overtaken by the reader', async () => {
  const [slow, quick] = [tillPen('till-slow'), tillPen('till-quick')];
  slow.write(opened('Slow'));
  quick.write(opened('Quick'));
  await withDatabase(url, async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    await send(quick);
    expect(await page('till-3', '')).toMatchObject({ envelopes: [] });
    await client.query('COMMIT');
  });
  await send(slow);
  const { envelopes } = await readAll('till-3', 2);
  expect(envelopes.map(({ writer }) => writer)).toEqual(['till-quick', 'till-slow']);
});

test('a centre restored on another server takes the next generation and tells its news again', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'), ...sale(one, 1, 500));
  await send(one);
  const { cursor } = await readAll('till-2', 3);
  await store.close();
  await withDatabase(url, async (client) => {
    await client.query("UPDATE centre SET server = 'the old one'");
    await client.query("UPDATE ledger_event SET xid = '999999999999'");
  });
  store = await openCentreStore({ url, machine, log });
  const { envelopes } = await readAll('till-2', 3, cursor);
  expect(envelopes).toEqual(one.log);
  expect(
    await store.hello({ writer: 'till-1', epoch: 1, head: { seq: 3, hash: one.log[2]?.hash ?? '' } }),
  ).toMatchObject({
    verdict: 'ok',
    generation: 2,
  });
});

test('a till that only listens is still heard of', async () => {
  const one = tillPen('till-1');
  one.write(opened('Till 1'));
  await send(one);
  now += 60_000;
  await page('till-1', '');
  expect((await store.overview()).tills).toMatchObject([{ writer: 'till-1', lastHeardAt: now }]);
});

test('a cursor that no centre made is refused', async () => {
  expect(await store.news('till-1', 'abc')).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
  expect(await store.news('till-1', '1.99999999999999999999.1.a')).toMatchObject({ ok: false });
});
