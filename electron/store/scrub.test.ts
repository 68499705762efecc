import {
  copyFileSync,
  openSync,
  readFileSync,
  truncateSync,
  writeFileSync,
  writeSync,
  closeSync,
} from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openStore, type Store } from './store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let nowMs = 1_795_000_000_000;
const weekMs = 7 * 24 * 60 * 60 * 1000;
const machine = { ...nodeMachine, now: () => nowMs };
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const file = () => path.join(folder.dir, 'till.db');
const openLarge = (from = file()) => openStore(from, machine, { wholeUpToBytes: 0 });
const cardId = (card: number) => String(card).padStart(64, '0');
const blocked = (card: number): Fact => ({
  type: 'CardBlocked',
  body: { cardId: cardId(card), reason: 'lost' },
});
const write = (store: Store, ...facts: Fact[]) =>
  store.commit({ facts, time: { atMs: nowMs, day: '2026-11-22' } });

/** A file that holds two thousand events, closed as it should be. */
function aLog(): void {
  const store = openStore(file(), machine);
  write(store, ...Array.from({ length: 2_000 }, (_, card) => blocked(card)));
  store.close();
}

/** Reads on to the end of the round; answers in how many pieces. */
function finish(store: Store): number {
  let pieces = 1;
  while (store.scrub()) pieces += 1;
  return pieces;
}

/** Changes one event behind our back, in a way that SQLite sees nothing wrong with. */
function forge(seq: number): void {
  const db = new Database(file());
  db.exec('DROP TRIGGER ledger_event_is_never_changed');
  db.prepare(`UPDATE ledger_event SET body = replace(body, 'lost', 'LOST') WHERE seq = ?`).run(seq);
  db.close();
}

test('a large file serves while it is read in pieces, and a sound one is found sound', () => {
  aLog();
  const store = openLarge();
  let pieces = 0;
  while (store.scrub()) {
    pieces += 1;
    write(store, blocked(5_000 + pieces));
  }
  expect(pieces).toBeGreaterThan(10);
  expect(store.damaged()).toBe(false);
  expect(store.verify().faults).toEqual([]);
  store.close();
});

test('a changed byte deep in the log is found while the till serves, and from then on nothing new is written', () => {
  aLog();
  forge(20);
  const store = openLarge();
  const before = store.head().seq;
  expect(() => finish(store)).toThrow(
    /damaged \(event 20 of its log: WRONG_HASH\)\. Restore it from a backup/,
  );
  expect(store.damaged()).toBe(true);
  expect(() => write(store, blocked(1))).toThrow(/damaged/);
  expect(store.head().seq).toBe(before);
  store.setPlace('push', '7');
  expect(store.placeOf('push')).toBe('7');
  expect(store.look.card(cardId(1))?.blocked).toBe(true);
  expect(store.scrub()).toBe(false);
  store.close();
  const again = openLarge();
  expect(() => finish(again)).toThrow(/damaged/);
  again.close();
});

test('a changed byte among the last events is found before a large file is trusted', () => {
  aLog();
  forge(1_990);
  expect(() => openLarge()).toThrow(/damaged \(event 1990 of its log: WRONG_HASH\)/);
});

test('a page of a read table that holds nonsense is found while the till serves', () => {
  aLog();
  const db = new Database(file());
  const page = db
    .prepare<[], number>(`SELECT max(pageno) FROM dbstat WHERE name = 'cards' AND pagetype = 'leaf'`)
    .pluck()
    .get() as number;
  db.close();
  const open = openSync(file(), 'r+');
  writeSync(open, Buffer.alloc(4096, 0xff), 0, 4096, (page - 1) * 4096);
  closeSync(open);
  const store = openLarge();
  expect(() => finish(store)).toThrow(/damaged/);
  expect(store.damaged()).toBe(true);
  store.close();
});

test('a large file that lost its end is refused before anybody trusts it, and not touched', () => {
  aLog();
  const whole = readFileSync(file()).length;
  truncateSync(file(), whole - 4096);
  expect(() => openLarge()).toThrow(/damaged/);
  expect(readFileSync(file()).length).toBe(whole - 4096);
});

test('a till that ended well is read again after a week, not before', () => {
  aLog();
  const first = openLarge();
  expect(finish(first)).toBeGreaterThan(10);
  first.close();
  nowMs += weekMs - 1;
  const sooner = openLarge();
  expect(sooner.scrub()).toBe(false);
  sooner.close();
  nowMs += 1;
  const later = openLarge();
  expect(finish(later)).toBeGreaterThan(10);
  later.close();
});

test('a till that ended badly is read at the next start, and at every start until it was read to the end', () => {
  aLog();
  const store = openLarge();
  finish(store);
  write(store, blocked(1));
  // What a power cut leaves: the file and its log, and nobody who closed them.
  const left = path.join(folder.dir, 'left.db');
  for (const suffix of ['', '-wal']) copyFileSync(file() + suffix, left + suffix);
  store.close();
  const interrupted = openLarge(left);
  expect(interrupted.scrub()).toBe(true);
  interrupted.close();
  const again = openLarge(left);
  expect(finish(again)).toBeGreaterThan(10);
  again.close();
  const satisfied = openLarge(left);
  expect(satisfied.scrub()).toBe(false);
  satisfied.close();
});

test('a log that starts over behind the centre while it is read is not taken for a damaged one', () => {
  aLog();
  const store = openLarge();
  for (let piece = 0; piece < 7; piece += 1) expect(store.scrub()).toBe(true);
  store.startOver({ commonSeq: 1_000, rest: [], epoch: 2 }, { atMs: nowMs, day: '2026-11-22' });
  write(store, blocked(1));
  expect(finish(store)).toBeGreaterThan(3);
  expect(store.damaged()).toBe(false);
  store.close();
});

test('a small file is read whole before anybody trusts it, so there is nothing to read later', () => {
  aLog();
  const store = openStore(file(), machine);
  expect(store.scrub()).toBe(false);
  store.close();
  const bytes = readFileSync(file());
  bytes.fill(0xff, bytes.length - 4096);
  writeFileSync(file(), bytes);
  expect(() => openStore(file(), machine)).toThrow(/damaged/);
});

test('a rebuild tells how far it is, and ends with everything, also when a start asks for it', () => {
  aLog();
  const store = openStore(file(), machine);
  const told: number[][] = [];
  store.rebuild((done, total) => void told.push([done, total]));
  store.close();
  expect(told).toEqual([
    [1_000, 2_000],
    [2_000, 2_000],
    [2_000, 2_000],
  ]);
  const db = new Database(file());
  db.exec(`UPDATE projection_version SET version = 0 WHERE name = 'cards'`);
  db.close();
  const heard: number[] = [];
  const again = openStore(file(), machine, { progress: (done) => void heard.push(done) });
  expect(heard.at(-1)).toBe(2_000);
  expect(again.verify().faults).toEqual([]);
  again.close();
});
