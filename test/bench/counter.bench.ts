import path from 'node:path';
import Database from 'better-sqlite3';
import { openCounter, temporaryFolder } from '#test/support/a-till.ts';
import { enrolMany } from './enrol-many.ts';
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
 * way. Confirmed means evaluated, written with its read tables and on disk; answered means that the screen has been told as well.
 */
export async function benchCounter(): Promise<Figure[]> {
  const { dir, remove } = temporaryFolder();
  const till = await openCounter(dir);
  const cards = enrolMany(till.store, members);
  const raw = rawTable(path.join(dir, 'raw.db'));
  const took = {
    scan: [] as number[],
    sale: [] as number[],
    answer: [] as number[],
    insert: [] as number[],
    pages: [] as number[],
  };
  let customers = 0;
  const serve = () => {
    const card = cards[(customers * 7919) % cards.length] ?? '';
    customers += 1;
    const scan = timed(() => till.scan(card));
    const start = performance.now();
    till.sell('9.90');
    return { scan, sale: till.committedAtMs() - start, answer: performance.now() - start };
  };
  const pages = pagesWritten(path.join(dir, 'till.db'), warmUp / 5, serve);
  for (let index = -warmUp; index < sales; index += block) {
    const inserts = Array.from({ length: block }, () => timed(() => raw.insert()));
    const commits = Array.from({ length: block }, () => timed(() => raw.writePages(Math.round(pages))));
    const served = Array.from({ length: block }, serve);
    if (index < 0) continue;
    took.insert.push(...inserts);
    took.pages.push(...commits);
    took.scan.push(...served.map(({ scan }) => scan));
    took.sale.push(...served.map(({ sale }) => sale));
    took.answer.push(...served.map(({ answer }) => answer));
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
    {
      what: 'pages a sale writes ahead; a raw commit of as many, p50',
      measured: `${pages.toFixed(2)}; ${times(quantile(took.pages, 0.5) / insert50)} raw`,
      goal: '-',
    },
    {
      what: 'the same sale answered, p50 / p99',
      measured: `${ms(quantile(took.answer, 0.5))} / ${ms(quantile(took.answer, 0.99))}`,
      goal: '-',
    },
    { what: 'faults found by verify afterwards', measured: String(faults), goal: '0', kept: faults === 0 },
  ];
}

/** How many pages of the write-ahead log one sale fills, counted over so many. */
function pagesWritten(file: string, count: number, sell: () => unknown): number {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  for (let sold = 0; sold < count; sold += 1) sell();
  const [written] = db.pragma('wal_checkpoint(PASSIVE)') as { log: number }[];
  db.close();
  return (written?.log ?? 0) / count;
}

/** The limit we measure against: one row, on disk, and nothing else. And what it is for a commit that writes more pages than one. */
function rawTable(file: string): { insert(): void; writePages(count: number): void; close(): void } {
  const db = new Database(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE row_only (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  db.exec(
    'CREATE TABLE page_only (id INTEGER PRIMARY KEY, count INTEGER NOT NULL, body TEXT NOT NULL) STRICT',
  );
  const insert = db.prepare('INSERT INTO row_only (body) VALUES (?)');
  const body = 'x'.repeat(300);
  const fill = db.prepare("INSERT INTO page_only (count, body) VALUES (0, '')");
  for (let page = 0; page < mostPages; page += 1) fill.run();
  // A row that fills more than half a page shares it with no other.
  db.prepare('UPDATE page_only SET body = ?').run('x'.repeat(3_000));
  const touch = db.prepare('UPDATE page_only SET count = count + 1 WHERE id <= ?');
  return {
    insert: () => void insert.run(body),
    writePages: (count) => void touch.run(Math.min(count, mostPages)),
    close: () => db.close(),
  };
}

const mostPages = 32;
