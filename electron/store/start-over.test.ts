import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { link } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let till: CounterUnderTest;
beforeEach(async () => {
  folder = temporaryFolder();
  till = await openCounter(folder.dir);
});
afterEach(() => {
  till.close();
  folder.remove();
});

const now = { atMs: 1_795_000_000_000, day: '2026-11-22' };
/** What the other life of this till wrote behind our first `seq` events. */
function otherLife(seq: number): Envelope[] {
  const [common] = till.store.ownAfter(seq - 1, 1);
  if (!common) throw new Error('there is such an event');
  const cardId = 'e'.repeat(64);
  return link([{ type: 'CardBlocked', body: { cardId, reason: 'lost' } }], common, now, nodeMachine.sha256);
}

test('the log becomes the centre’s, then a new epoch, then what only we knew; what stood there before is set aside', () => {
  const commonSeq = till.store.head().seq;
  till.scan(cards.fresh);
  till.sell('23.40');
  const ours = till.store.ownAfter(commonSeq, 100);
  const rest = otherLife(commonSeq);
  const over = till.store.startOver({ commonSeq, rest, epoch: 2 }, now);
  const log = till.store.ownAfter(commonSeq, 1_000);
  expect(log.map(({ type }) => type).slice(0, 4)).toEqual([
    'CardBlocked',
    'EpochStarted',
    'SaleRecorded',
    'ValueAwarded',
  ]);
  expect(log[0]).toEqual(rest[0]);
  expect(log.slice(1).every(({ epoch }) => epoch === 2)).toBe(true);
  expect(log.slice(2, 4).map(({ at, day, body }) => ({ at, day, body }))).toEqual(
    ours.map(({ at, day, body }) => ({ at, day, body })),
  );
  expect(over.dropped).toEqual([]);
  expect(till.store.verify().faults).toEqual([]);
  expect(till.store.look.card('e'.repeat(64))?.blocked).toBe(true);

  const db = new Database(path.join(folder.dir, 'till.db'), { readonly: true });
  const aside = db.prepare('SELECT lower(hex(hash)) FROM set_aside_event ORDER BY seq').pluck().all();
  db.close();
  expect(aside).toEqual(ours.map(({ hash }) => hash));
});

test('it happens wholly or not at all', () => {
  const commonSeq = till.store.head().seq;
  till.scan(cards.fresh);
  till.sell('23.40');
  const before = till.store.ownAfter(0, 1_000);
  const forged = otherLife(commonSeq).map((envelope) => ({ ...envelope, day: '2020-01-01' }));
  expect(() => till.store.startOver({ commonSeq, rest: forged, epoch: 2 }, now)).toThrow('is whole');
  const broken = new Error('the power went');
  expect(() =>
    till.store.atOnce(() => {
      till.store.startOver({ commonSeq, rest: otherLife(commonSeq), epoch: 2 }, now);
      throw broken;
    }),
  ).toThrow(broken);
  expect(till.store.ownAfter(0, 1_000)).toEqual(before);
  expect([till.store.standing.epoch(), till.store.head().epoch]).toEqual([1, 1]);
  till.scan(cards.ean);
  expect(till.sell('3.00')).toMatchObject({ ok: true });
  expect(till.store.verify().faults).toEqual([]);
});

test('even then nothing leaves the ledger by hand', () => {
  const db = new Database(path.join(folder.dir, 'till.db'));
  expect(() => db.exec('DELETE FROM ledger_event WHERE seq = 1')).toThrow('append-only');
  db.close();
});
