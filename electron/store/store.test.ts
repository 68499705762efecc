import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, openCounter, temporaryFolder } from '#test/support/a-till.ts';
import { openStore } from './store.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());
const time = { atMs: 1_795_000_000_000, day: '2026-11-22' };
const file = () => path.join(folder.dir, 'till.db');

test('a confirmed sale is on disk: write-ahead log, and every commit synchronised', async () => {
  const till = await openCounter(folder.dir);
  const other = new Database(file());
  expect(other.pragma('journal_mode', { simple: true })).toBe('wal');
  till.scan(cards.fresh);
  till.sell('23.40');
  expect(other.prepare(`SELECT count(*) FROM ledger_event WHERE type = 'SaleRecorded'`).pluck().get()).toBe(
    1,
  );
  other.close();
  till.close();
});

test('the connection that writes still asks for full synchronisation after many commits, where this SQLite would quietly drop it', () => {
  const script = `
    import { openStore } from '#electron/store/store.ts';
    import { nodeMachine } from '#electron/platform/machine.ts';
    const store = openStore(${JSON.stringify(file())}, nodeMachine);
    for (let i = 0; i < 20; i += 1) store.commit({ facts: [{ type: 'CardBlocked', body: { cardId: 'a'.repeat(64), reason: 'lost' } }], time: { atMs: i, day: '2026-11-22' } });
    console.log(store.head().seq, JSON.stringify(store.durability()));
    store.close();`;
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' });
  expect(run.stderr).toBe('');
  expect(run.stdout.trim()).toBe('20 {"journal":"wal","synchronous":2}');
});

test('the ledger cannot be changed or deleted, not even by hand', async () => {
  const till = await openCounter(folder.dir);
  till.close();
  const db = new Database(file());
  expect(() => db.exec(`UPDATE ledger_event SET body = '{}' WHERE seq = 1`)).toThrow('append-only');
  expect(() => db.exec('DELETE FROM ledger_event')).toThrow('append-only');
  db.close();
});

test('what a rebuild makes of the ledger is what the sales had made, and verify says so', async () => {
  const till = await openCounter(folder.dir);
  for (const card of [cards.eightyPoints, cards.fresh, cards.ean]) {
    till.scan(card);
    till.checkout.count('coffee', 3);
    till.sell('23.40');
  }
  const before = till.store.verify();
  till.store.rebuild();
  expect(before.faults).toEqual([]);
  expect(till.store.verify()).toEqual(before);
  till.close();
});

test('a balance changed behind our back is found by verify and put right by a rebuild', async () => {
  const till = await openCounter(folder.dir);
  const db = new Database(file());
  db.exec(`UPDATE balances SET amount = amount + 1000 WHERE holder LIKE 'wallet:%'`);
  db.close();
  expect(till.store.verify().faults[0]).toMatch(/^balances differs from a rebuild/);
  till.store.rebuild();
  expect(till.store.verify().faults).toEqual([]);
  till.close();
});

test('a forged event is found by verify', async () => {
  const till = await openCounter(folder.dir);
  till.close();
  const db = new Database(file());
  db.exec('DROP TRIGGER ledger_event_is_never_changed');
  db.exec(
    `UPDATE ledger_event SET body = replace(body, '"amount":80', '"amount":8000') WHERE type = 'ValueAwarded'`,
  );
  db.close();
  const again = openStore(file(), nodeMachine);
  expect(again.verify().faults[0]).toMatch(/WRONG_HASH/);
  again.close();
});

test('a read table of an older version is filled again from the ledger when the till starts', async () => {
  const till = await openCounter(folder.dir);
  till.close();
  const db = new Database(file());
  db.exec('DELETE FROM balances');
  db.exec(`UPDATE projection_version SET version = 0 WHERE name = 'balances'`);
  db.close();
  const again = await openCounter(folder.dir);
  expect(again.store.verify().faults).toEqual([]);
  again.close();
});

test('facts and papers are written together or not at all', async () => {
  const till = await openCounter(folder.dir);
  const { head, jobs } = till.store;
  const before = head();
  const paper = { jobId: 'same', document: { title: 'x', blocks: [] }, copy: false, voucherId: null };
  const fact = { type: 'CardBlocked', body: { cardId: 'b'.repeat(64), reason: 'lost' } } as const;
  expect(() => till.store.commit({ facts: [fact], jobs: [paper, paper], time })).toThrow('UNIQUE');
  expect(head()).toEqual(before);
  expect(jobs.get('same')).toBeUndefined();
  expect(till.store.verify().faults).toEqual([]);
  till.close();
});

test('spending more than lies in the drawer is a broken promise that writes nothing', async () => {
  const till = await openCounter(folder.dir);
  const before = till.store.head();
  const [lot] = till.store.look.lots(walletOfFirstMember(till));
  expect(lot?.unit).toBe('points:points');
  const spend = {
    type: 'ValueSpent',
    body: {
      walletId: walletOfFirstMember(till),
      unit: 'points:points',
      parts: [{ lot: lot?.lot ?? '', amount: 81 }],
      saleId: null,
      reservationId: null,
      programId: 'points',
      revision: 1,
      reason: { code: 'POINTS_BECOME_VOUCHER', params: {} },
    },
  } as const;
  expect(() =>
    till.store.commit({ facts: [{ ...spend, body: { ...spend.body, parts: [...spend.body.parts] } }], time }),
  ).toThrow('below zero');
  expect(till.store.head()).toEqual(before);
  till.close();
});

function walletOfFirstMember(till: Awaited<ReturnType<typeof openCounter>>): string {
  till.scan(cards.eightyPoints);
  const id = till.store.ownAfter(0, 100).find(({ type }) => type === 'MemberEnrolled');
  return (JSON.parse(id?.body ?? '{}') as { walletId: string }).walletId;
}

test('a damaged file is refused in words and not touched', async () => {
  const till = await openCounter(folder.dir);
  till.close();
  const bytes = readFileSync(file());
  bytes.fill(0xff, 5000, 9000);
  writeFileSync(file(), bytes);
  expect(() => openStore(file(), nodeMachine)).toThrow(/damaged.*Restore it from a backup/);
  expect(readFileSync(file()).equals(bytes)).toBe(true);
});

test('a file that is no database is refused in words', () => {
  writeFileSync(
    file(),
    'this is a shopping list, not a database, and long enough to be read as a header of one...'.repeat(20),
  );
  expect(() => openStore(file(), nodeMachine)).toThrow(/damaged/);
});

test('a database of a newer Tessera is refused kindly and not touched', async () => {
  const till = await openCounter(folder.dir);
  till.close();
  const db = new Database(file());
  db.pragma('user_version = 99');
  db.close();
  expect(() => openStore(file(), nodeMachine)).toThrow(/newer Tessera.*Update Tessera; nothing was changed/);
});

test('a database that may not be written shows balances, awards nothing, and says why', async () => {
  const till = await openCounter(folder.dir);
  till.close();
  const asNobody = `
    import Database from 'better-sqlite3';
    import { openCounter, cards } from '#test/support/a-till.ts';
    new Database(':memory:').close(); // the native part is loaded while we may still read the checkout
    if (process.getuid?.() === 0) { process.setgid(65534); process.setuid(65534); }
    const till = await openCounter(process.argv[1]);
    till.scan(cards.eightyPoints);
    const held = till.checkout.view().member.holdings.map(({ here }) => here);
    let said = '';
    try { till.sell('23.40'); } catch (error) { said = error.code; }
    console.log(JSON.stringify({ readOnly: till.store.readOnly, held, said, still: till.checkout.view().member !== null }));`;
  for (const name of readdirSync(folder.dir)) chmodSync(path.join(folder.dir, name), 0o444);
  chmodSync(folder.dir, 0o555);
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', asNobody, folder.dir], {
    encoding: 'utf8',
  });
  chmodSync(folder.dir, 0o755);
  expect(run.stderr).toBe('');
  expect(JSON.parse(run.stdout)).toEqual({
    readOnly: true,
    held: [8, 80],
    said: 'DATABASE_READ_ONLY',
    still: true,
  });
});

test('what the centre tells of others is kept row by row, and forgotten when its story starts over', async () => {
  const till = await openCounter(folder.dir);
  const [walletId, cardId] = ['a'.repeat(32), 'b'.repeat(64)];
  const card = {
    table: 'cards',
    columns: ['card_id', 'wallet_id', 'tail', 'blocked', 'of_tomorrow'],
    rows: [[cardId, walletId, '1234', 0, 1]],
  };
  const held = (amount: number) => ({
    table: 'balances',
    columns: ['holder', 'unit', 'drawer', 'lot', 'amount'],
    rows: [[`wallet:${walletId}`, 'points:points', 'till-other', '2026-11-22/-', amount]],
  });
  till.store.learn([card, held(5), { table: 'of_tomorrow', columns: ['a'], rows: [['b']] }], 'cursor-1');
  till.store.learn([held(7)], 'cursor-2');
  expect(till.store.learnedTo()).toBe('cursor-2');
  expect(till.store.look.card(cardId)).toEqual({ walletId, tail: '1234', blocked: false });
  expect(till.store.look.lots(walletId)).toEqual([
    { unit: 'points:points', drawer: 'till-other', lot: '2026-11-22/-', amount: 7 },
  ]);
  expect(till.store.verify().faults).toEqual([]);
  till.store.learn([], 'cursor-3', true);
  expect(till.store.look.card(cardId)).toBeUndefined();
  till.close();
});

test("of what lies in this till's own drawer nobody else is believed", async () => {
  const till = await openCounter(folder.dir);
  const walletId = walletOfFirstMember(till);
  const own = till.store.look.lots(walletId);
  const rows = own.map(({ unit, lot }) => [`wallet:${walletId}`, unit, till.store.writer, lot, 1_000_000]);
  till.store.learn(
    [{ table: 'balances', columns: ['holder', 'unit', 'drawer', 'lot', 'amount'], rows }],
    'x',
  );
  expect(own.length).toBeGreaterThan(0);
  expect(till.store.look.lots(walletId)).toEqual(own);
  till.close();
});

test('what was told in an older shape is asked for again from the beginning', async () => {
  const till = await openCounter(folder.dir);
  till.store.learn([], 'cursor-9', true);
  till.close();
  const db = new Database(file());
  db.exec('ALTER TABLE known_cards ADD COLUMN of_yesterday TEXT');
  db.close();
  const again = await openCounter(folder.dir);
  expect(again.store.learnedTo()).toBe('');
  again.close();
});

test("a database that is no till's is refused in words and not touched", () => {
  const db = new Database(file());
  db.exec('CREATE TABLE recipes (name TEXT)');
  db.pragma('user_version = 1');
  db.close();
  expect(() => openStore(file(), nodeMachine)).toThrow(/not the ledger of a till.*nothing was changed/);
});
