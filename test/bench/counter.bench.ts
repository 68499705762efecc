import path from 'node:path';
import Database from 'better-sqlite3';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { newMemberCardCode } from '#shared/scan/formats/member-card.format.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import { quantile, timed, type Figure } from './figures.ts';

const members = 10_000;
const sales = 3_000;
const warmUp = 500;
/** Inserts and sales take turns in blocks of so many, so that a noisy disk is noisy for both. */
const block = 50;
const ms = (value: number) => `${value.toFixed(3)} ms`;
const times = (value: number) => `${value.toFixed(2)}x`;

/**
 * The counter at a shop of 10,000 members, beside raw inserts of one row into a database of their own, durable in the same
 * way. A sale is everything from Enter to the answer: decided, written with its read tables, on disk, and shown.
 */
export async function benchCounter(): Promise<Figure[]> {
  const { dir, remove } = temporaryFolder();
  const till = await openCounter(dir);
  const cards = enrolMany(till);
  const raw = rawTable(path.join(dir, 'raw.db'));
  const took = { scan: [] as number[], sale: [] as number[], insert: [] as number[] };
  for (let index = -warmUp; index < sales; index += block) {
    const inserts = Array.from({ length: block }, () => timed(() => raw.insert()));
    const served = Array.from({ length: block }, (_, customer) => {
      const card = cards[((index + warmUp + customer) * 7919) % cards.length] ?? '';
      return { scan: timed(() => till.scan(card)), sale: timed(() => till.sell('9.90')) };
    });
    if (index < 0) continue;
    took.insert.push(...inserts);
    took.scan.push(...served.map(({ scan }) => scan));
    took.sale.push(...served.map(({ sale }) => sale));
  }
  const faults = till.store.verify().faults.length;
  raw.close();
  till.close();
  remove();
  const [insert50, insert99] = [quantile(took.insert, 0.5), quantile(took.insert, 0.99)];
  const [sale50, sale99] = [quantile(took.sale, 0.5), quantile(took.sale, 0.99)];
  const scan99 = quantile(took.scan, 0.99);
  return [
    {
      what: 'raw durable insert of one row, p50 / p99',
      measured: `${ms(insert50)} / ${ms(insert99)}`,
      goal: '-',
    },
    { what: 'scan to identified, p50', measured: ms(quantile(took.scan, 0.5)), goal: '-' },
    { what: 'scan to identified, p99', measured: ms(scan99), goal: '<= 1 ms', kept: scan99 <= 1 },
    {
      what: 'confirmed sale, p50',
      measured: `${ms(sale50)} = ${times(sale50 / insert50)} raw`,
      goal: '<= 2x raw',
      kept: sale50 <= 2 * insert50,
    },
    {
      what: 'confirmed sale, p99',
      measured: `${ms(sale99)} = ${times(sale99 / insert99)} raw`,
      goal: '<= 4x raw',
      kept: sale99 <= 4 * insert99,
    },
    { what: 'faults found by verify afterwards', measured: String(faults), goal: '0', kept: faults === 0 },
  ];
}

function enrolMany(till: CounterUnderTest): string[] {
  const codes = Array.from({ length: members }, () => newMemberCardCode(nodeMachine.randomBytes(32)));
  for (let start = 0; start < codes.length; start += 1_000) {
    till.store.commit({
      facts: codes.slice(start, start + 1_000).flatMap(joining),
      time: { atMs: Date.now(), day: '2026-01-01' },
    });
  }
  return codes;
}

function joining(code: string): Fact[] {
  const cardId = cardIdOf(code, nodeMachine.sha256);
  const walletId = walletIdOf(cardId, nodeMachine.sha256);
  return [
    { type: 'MemberEnrolled', body: { walletId } },
    { type: 'CardAttached', body: { cardId, walletId, tail: code.slice(-4), format: 'member-card' } },
  ];
}

/** The limit we measure against: one row, on disk, and nothing else. */
function rawTable(file: string): { insert(): void; close(): void } {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE row_only (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = db.prepare('INSERT INTO row_only (body) VALUES (?)');
  const body = 'x'.repeat(300);
  return { insert: () => void insert.run(body), close: () => db.close() };
}
