import { noHash, type Envelope } from '#shared/ledger/envelope.ts';
import type { Db } from './open-database.ts';

/** The till's own log as it lies on disk: rows without what can be derived, envelopes to everybody else. */
export interface LogTable {
  insert(envelope: Envelope): void;
  /** Events after `seq`, in order, at most so many. */
  after(seq: number, limit: number): Envelope[];
  last(): Envelope | undefined;
  count(): number;
}

type Stored = Omit<Envelope, 'writer' | 'prev'>;
const columns = 'seq, epoch, hlc, at, day, type, version, body, lower(hex(hash)) AS hash';

/** The log of the till that writes as `writer`. */
export function createLogTable(db: Db, writer: string): LogTable {
  const insert = db.prepare<(string | number)[]>(
    'INSERT INTO ledger_event (seq, epoch, hlc, at, day, type, version, body, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, unhex(?))',
  );
  const page = db.prepare<[number, number], Stored>(
    `SELECT ${columns} FROM ledger_event WHERE seq > ? ORDER BY seq LIMIT ?`,
  );
  const newest = db.prepare<[], Stored>(`SELECT ${columns} FROM ledger_event ORDER BY seq DESC LIMIT 1`);
  const hashAt = db
    .prepare<[number], string>('SELECT lower(hex(hash)) FROM ledger_event WHERE seq = ?')
    .pluck();
  const counted = db.prepare<[], number>('SELECT count(*) FROM ledger_event').pluck();
  const envelopes = (rows: readonly Stored[]): Envelope[] => {
    let prev = rows[0] ? (hashAt.get(rows[0].seq - 1) ?? noHash) : noHash;
    return rows.map((row) => {
      const envelope = { writer, prev, ...row };
      prev = row.hash;
      return envelope;
    });
  };
  return {
    insert: ({ seq, epoch, hlc, at, day, type, version, body, hash }) =>
      void insert.run(seq, epoch, hlc, at, day, type, version, body, hash),
    after: (seq, limit) => envelopes(page.all(seq, limit)),
    last() {
      const row = newest.get();
      return row && envelopes([row])[0];
    },
    count: () => counted.get() ?? 0,
  };
}

const pageSize = 1000;

/** The whole log, a page at a time: a year of sales does not fit in memory at once. */
export function* everyEnvelope(log: LogTable): Generator<Envelope[]> {
  let seq = 0;
  for (;;) {
    const envelopes = log.after(seq, pageSize);
    yield envelopes;
    const end = envelopes.at(-1);
    if (!end || envelopes.length < pageSize) return;
    ({ seq } = end);
  }
}
