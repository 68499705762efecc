import pg from 'pg';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { batchEvents } from '#shared/sync/protocol.ts';
import { centreMachine } from '#central/platform/machine.ts';
import { arrayText } from '#central/store/array-text.ts';
import { openCentreStore } from '#central/store/store.ts';
import { joined, opened, sale, tillPen } from '#test/support/till-pen.ts';
import type { Figure } from '../figures.ts';

/** As many uploads as the centre takes at once. */
const atOnce = 8;
/** Raw and whole take turns in blocks of so many batches, so that a noisy machine is noisy for both. */
const block = 4;
const goalShare = 0.6;

const rate = (events: number, ms: number): number => (events / ms) * 1_000;
const said = (eventsPerSecond: number): string =>
  `${Math.round(eventsPerSecond).toLocaleString('en')} events/s`;

/**
 * What the centre takes in from tills, beside the fastest way to get the very same envelopes into a table like the ledger's: one
 * unnest a batch, on disk, and nothing else. Taking in means: chain and hashes checked, screened, folded into every read table,
 * noted for the story, the till's mark written, on disk.
 */
export async function ingest(url: string, small: boolean): Promise<Figure[]> {
  const store = await openCentreStore({ url, machine: centreMachine, log: () => undefined });
  const raw = await rawLedger(url);
  // Both as they are after their first hours: connections open, code compiled, tables no longer empty.
  const early = Array.from({ length: atOnce }, (_, till) => batchesOf(aLog(`till-${900 + till}`, 1_000)));
  await together(early, (batch) => raw.insert(batch));
  await together(early, (batch) => upload(store, batch));
  const alone = batchesOf(aLog('till-alone', small ? 2_000 : 10_000));
  const one = { raw: 0, whole: 0, events: 0 };
  for (let at = 0; at < alone.length; at += block) {
    const turn = alone.slice(at, at + block);
    one.events += turn.reduce((sum, { length }) => sum + length, 0);
    one.raw += await timedAsync(() => inOrder(turn, (batch) => raw.insert(batch)));
    one.whole += await timedAsync(() => inOrder(turn, (batch) => upload(store, batch)));
  }
  const tills = Array.from({ length: 50 }, (_, till) => batchesOf(aLog(`till-${till}`, small ? 250 : 1_000)));
  const many = { raw: 0, whole: 0, events: 0 };
  for (const half of [tills.slice(0, 25), tills.slice(25)]) {
    many.events += half.flat().reduce((sum, { length }) => sum + length, 0);
    many.raw += await timedAsync(() => together(half, (batch) => raw.insert(batch)));
    many.whole += await timedAsync(() => together(half, (batch) => upload(store, batch)));
  }
  const { faults, differences } = await store.verify();
  await raw.close();
  await store.close();
  return [
    ...figuresOf('one till', one),
    ...figuresOf('50 tills at once', many),
    {
      what: 'faults and differences found by verify afterwards',
      measured: String(faults.length + differences.length),
      goal: '0',
      kept: faults.length + differences.length === 0,
    },
  ];
}

function figuresOf(
  who: string,
  { raw, whole, events }: { raw: number; whole: number; events: number },
): Figure[] {
  const share = raw / whole;
  return [
    { what: `${who}: raw ingest of the same envelopes`, measured: said(rate(events, raw)), goal: '-' },
    {
      what: `${who}: taken in by the centre`,
      measured: `${said(rate(events, whole))} = ${Math.round(share * 100)} % of raw`,
      goal: `>= ${goalShare * 100} % of raw`,
      kept: share >= goalShare,
    },
  ];
}

function aLog(writer: string, sales: number): readonly Envelope[] {
  const pen = tillPen(writer);
  const members = Math.max(50, sales / 10);
  const base = Number(writer.replace(/\D/g, '') || 99) * 100_000;
  pen.write(opened(writer));
  for (let member = 0; member < members; member += 1) pen.write(...joined(base + member));
  for (let count = 0; count < sales; count += 1)
    pen.write(...sale(pen, base + ((count * 7919) % members), 100 + (count % 5_000)));
  return pen.log;
}

function batchesOf(log: readonly Envelope[]): Envelope[][] {
  const batches: Envelope[][] = [];
  for (let at = 0; at < log.length; at += batchEvents) batches.push(log.slice(at, at + batchEvents));
  return batches;
}

async function inOrder(batches: Envelope[][], take: (batch: Envelope[]) => Promise<void>): Promise<void> {
  for (const batch of batches) await take(batch);
}

/** Every till sends its batches in order; so many tills at once. */
async function together(tills: Envelope[][][], take: (batch: Envelope[]) => Promise<void>): Promise<void> {
  const waiting = [...tills];
  const line = async (): Promise<void> => {
    for (let till = waiting.shift(); till; till = waiting.shift()) await inOrder(till, take);
  };
  await Promise.all(Array.from({ length: atOnce }, line));
}

async function upload(store: Awaited<ReturnType<typeof openCentreStore>>, batch: Envelope[]): Promise<void> {
  const outcome = await store.accept({ writer: batch[0]?.writer ?? '', envelopes: batch });
  if (!outcome.ok) throw new Error(outcome.error.text);
}

async function timedAsync(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** A table like the ledger's with all its indexes, and the one statement that fills it. */
async function rawLedger(
  url: string,
): Promise<{ insert(batch: Envelope[]): Promise<void>; close(): Promise<void> }> {
  const pool = new pg.Pool({ connectionString: url, max: atOnce });
  // What went wrong is thrown by the query it happened to.
  pool.on('error', () => undefined);
  await pool.query('CREATE TABLE raw_event (LIKE ledger_event INCLUDING ALL)');
  const columns = ['epoch', 'seq', 'hlc', 'at', 'day', 'type', 'version', 'body', 'prev', 'hash'] as const;
  const numbers = new Set<string>(['epoch', 'seq', 'at', 'version']);
  const arrays = columns.map((name, index) => `$${index + 2}::${numbers.has(name) ? 'bigint' : 'text'}[]`);
  const sql = `INSERT INTO raw_event (writer, received_at, epoch, seq, hlc, at, day, type, version, body, prev, hash)
    SELECT $1, 1, epoch, seq, hlc, at, day, type, version, body, decode(prev, 'hex'), decode(hash, 'hex')
    FROM unnest(${arrays.join(', ')}) AS sent (${columns.join(', ')})`;
  return {
    async insert(batch) {
      const cells = columns.map((name) => arrayText(batch.map((envelope) => envelope[name])));
      await pool.query(sql, [batch[0]?.writer, ...cells]);
    },
    close: () => pool.end(),
  };
}
