import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { centreMachineAt, freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { joined, opened, sale, sha256, tillPen } from '#test/support/till-pen.ts';
import { type CentreStore, openCentreStore } from './store.ts';

const machine = centreMachineAt(() => 1_795_000_100_000);
let url: string;
let store: CentreStore;

beforeEach(async () => {
  url = await freshDatabase();
  store = await openCentreStore({ url, machine, log: () => undefined });
  onTestFinished(() => store.close());
});

const rows = (sql: string) =>
  withDatabase(url, async (client) => (await client.query(sql)).rows as unknown[]);
const points = async () =>
  (await store.overview()).units.find(({ unit }) => unit === 'points:points')?.issued;

function aBusyTill(writer = 'till-1') {
  const pen = tillPen(writer);
  pen.write(opened('Till 1'), ...joined(1));
  for (let count = 0; count < 5; count++) pen.write(...sale(pen, 1, 1_000));
  return pen;
}

test('what is sent twice counts once, and is answered the same', async () => {
  const { log, writer } = aBusyTill();
  const first = await store.accept({ writer, envelopes: log });
  const again = await store.accept({ writer, envelopes: log });
  expect(first).toMatchObject({ ok: true, value: { fresh: 13 } });
  expect(again).toMatchObject({ ok: true, value: { fresh: 0 } });
  const stored = { seq: 13, hash: log.at(-1)?.hash };
  expect(first.ok && first.value.answer).toEqual({ stored, safe: 13, generation: 1 });
  expect(again.ok && again.value.answer).toEqual(first.ok && first.value.answer);
  expect(await points()).toBe(50);
});

test('a batch that begins with what is known adds only what is new', async () => {
  const { log, writer } = aBusyTill();
  await store.accept({ writer, envelopes: log.slice(0, 9) });
  const rest = await store.accept({ writer, envelopes: log.slice(4) });
  expect(rest).toMatchObject({ ok: true, value: { fresh: 4, answer: { stored: { seq: 13 } } } });
  expect(await points()).toBe(50);
  expect((await store.verify()).faults).toEqual([]);
});

test('a hole in the log is refused and leaves nothing behind', async () => {
  const { log, writer } = aBusyTill();
  expect(await store.accept({ writer, envelopes: log.slice(1) })).toMatchObject({
    ok: false,
    error: { code: 'GAP' },
  });
  const holed = [...log.slice(0, 3), ...log.slice(4)];
  expect(await store.accept({ writer, envelopes: holed })).toMatchObject({ error: { code: 'GAP' } });
  expect(await rows("SELECT * FROM ledger_event WHERE writer <> 'centre'")).toEqual([]);
  expect(await rows("SELECT * FROM till_log WHERE writer <> 'centre'")).toEqual([]);
});

test('two tills under one name are told apart: the second history is refused whole', async () => {
  const { log, writer } = aBusyTill();
  await store.accept({ writer, envelopes: log });
  const twin = tillPen(writer, log.slice(0, 8));
  twin.write(...sale(twin, 2, 9_900));
  expect(await store.accept({ writer, envelopes: twin.log })).toMatchObject({ error: { code: 'FORK' } });
  const ahead = tillPen(writer, log.slice(0, 8));
  while (ahead.log.length < 15) ahead.write(...sale(ahead, 2, 9_900));
  const beyond = await store.accept({ writer, envelopes: ahead.log.slice(13) });
  expect(beyond).toMatchObject({ error: { code: 'FORK' } });
  expect(await points()).toBe(50);
  expect(await rows("SELECT seq FROM till_log WHERE writer <> 'centre'")).toEqual([{ seq: '13' }]);
});

test('an event that was changed after it was written is refused', async () => {
  const { log, writer } = aBusyTill();
  const forged = log.map((envelope) =>
    envelope.seq === 5
      ? { ...envelope, body: envelope.body.replace('"amount":10', '"amount":1000') }
      : envelope,
  );
  expect(forged[4]?.body).toContain('"amount":1000');
  const answer = await store.accept({ writer, envelopes: forged });
  expect(answer).toMatchObject({ ok: false, error: { code: 'BROKEN_CHAIN' } });
  expect(await rows("SELECT * FROM ledger_event WHERE writer <> 'centre'")).toEqual([]);
});

test('nobody sends events in the name of another till', async () => {
  const { log } = aBusyTill('till-1');
  const answer = await store.accept({ writer: 'till-2', envelopes: log });
  expect(answer).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
});

test('an event that cannot be understood is kept, set aside and shown, and stops nothing behind it', async () => {
  const pen = aBusyTill();
  pen.scrawl('ValueAwarded', { amount: 'many' });
  pen.scrawl('SaleRecorded', {
    saleId: 'x'.repeat(65),
    walletId: null,
    total: { minor: 100, currency: 'EUR' },
    paidWithVouchersMinor: 0,
    items: [],
  });
  pen.scrawl('TillOpened', {
    shop: 'a\u0000b',
    name: 'n',
    publicKey: sha256('k'),
    currency: 'EUR',
    zone: 'z',
  });
  pen.write(...sale(pen, 1, 700));
  const answer = await store.accept({ writer: pen.writer, envelopes: pen.log });
  expect(answer).toMatchObject({ ok: true, value: { fresh: 18, answer: { stored: { seq: 18 } } } });
  expect(await points()).toBe(57);
  const { quarantine } = await store.overview();
  expect(quarantine.count).toBe(3);
  expect(quarantine.latest.map(({ type }) => type).sort()).toEqual([
    'SaleRecorded',
    'TillOpened',
    'ValueAwarded',
  ]);
  expect(quarantine.latest.every(({ reason }) => reason.length > 10)).toBe(true);
  expect(await store.verify()).toMatchObject({ events: 20, faults: [], differences: [] });
});

test('a kind of event from a newer till is stored, and changes no table', async () => {
  const pen = aBusyTill();
  const unknown = pen.scrawl('RainbowSeen', { colours: 7 });
  const newer = pen.scrawl('MemberEnrolled', { wallet: 'other shape' }, 99);
  const answer = await store.accept({ writer: pen.writer, envelopes: pen.log });
  expect(answer).toMatchObject({ ok: true, value: { fresh: 15 } });
  expect((await store.overview()).quarantine.count).toBe(0);
  const hashes = await rows(
    `SELECT encode(hash, 'hex') AS hash FROM ledger_event WHERE seq > 13 ORDER BY seq`,
  );
  expect(hashes).toEqual([{ hash: unknown.hash }, { hash: newer.hash }]);
});
