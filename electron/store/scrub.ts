import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import { findFault, headAt } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { createFollowers } from './followers.ts';
import type { LogTable } from './log-table.ts';
import { damaged, type Db, type OpenDatabase } from './open-database.ts';
import { withTrouble } from './store-trouble.ts';

/**
 * Reads a large file for damage in pieces of a few milliseconds, while the counter serves: a round after each bad end, and one
 * a week. Of the log every byte is checked, by its hashes; of the other tables, that every row can be read.
 */
export interface Scrub {
  /** Reads the next piece. Whether there is more to read. Throws Trouble at the first damage, and from then on reads no more. */
  next(): boolean;
  /** The first damage, if any was found. */
  found(): Trouble | undefined;
}

const rowsAtOnce = 200;
const eventsOfTheEnd = 1_000;
const weekMs = 7 * 24 * 60 * 60 * 1000;
/** The follower's name under which is kept when the last round was through. */
const name = 'scrub';

/** Looks at the end of a log that was not read whole when it was opened, and starts a round where one is due. Throws Trouble. */
export function createScrub(
  { db, readOnly, readWhole, endedBadly }: OpenDatabase,
  log: LogTable,
  { now, sha256 }: Pick<Machine, 'now' | 'sha256'>,
): Scrub {
  const followers = createFollowers(db);
  if (!readWhole) assertEndIsWhole(db, log, sha256);
  // Until a round is through it stays due, however well the till ends next time.
  if (endedBadly && !readWhole && !readOnly) followers.setPlace(name, '');
  const sinceMs = now() - Number(followers.placeOf(name) || -weekMs);
  const due = !readWhole && !readOnly && (sinceMs < 0 || sinceMs >= weekMs);
  let round = due ? wholeRound(db, log, sha256) : undefined;
  let found: Trouble | undefined;
  const read = (): boolean => {
    if (!round) return false;
    if (!round.next().done) return true;
    round = undefined;
    followers.setPlace(name, String(now()));
    return false;
  };
  return {
    next() {
      try {
        return withTrouble(read);
      } catch (error) {
        // Whatever it was, this round was not whole, and the next start begins another.
        round = undefined;
        if (error instanceof Trouble && error.code === 'DATABASE_DAMAGED') found = error;
        throw error;
      }
    },
    found: () => found,
  };
}

/** Where the last sales stand, and where a crash would have left its mark. */
function assertEndIsWhole(db: Db, log: LogTable, sha256: Machine['sha256']): void {
  const { seq } = log.last() ?? { seq: 0 };
  const from = Math.max(0, seq - eventsOfTheEnd);
  assertChained(db, log.after(from, eventsOfTheEnd), from, sha256);
}

/** The first must follow the one that lies before it now: the end of a log may be another since the last piece was read. */
function assertChained(db: Db, events: readonly Envelope[], from: number, sha256: Machine['sha256']): void {
  const [first] = events;
  const fault = first && findFault(events, { ...headAt(first), seq: from, hash: first.prev }, sha256);
  if (!fault) return;
  const how = `event ${fault.seq} of its log: ${fault.fault}`;
  throw damaged(db.name, how, 'Nothing new is written to it.');
}

/** Stops after each piece. */
function* wholeRound(db: Db, log: LogTable, sha256: Machine['sha256']): Generator<void, void> {
  // Whoever writes meanwhile does not make the round longer: a page that is not full is the last one.
  for (let [from, count] = [0, rowsAtOnce]; count === rowsAtOnce; from += count) {
    const events = log.after(from, rowsAtOnce);
    assertChained(db, events, from, sha256);
    count = events.length;
    yield;
  }
  for (const table of tablesOf(db)) yield* everyRow(db, table);
}

/** A table and the columns of its key, in their order. */
interface Keyed {
  name: string;
  key: string[];
}

/** All tables but the log, which has its own way. */
function tablesOf(db: Db): Keyed[] {
  const columns = db
    .prepare<[], { name: string; column: string }>(
      `SELECT one.name, info.name AS "column" FROM sqlite_schema AS one, pragma_table_info(one.name) AS info
       WHERE one.type = 'table' AND one.name NOT LIKE 'sqlite_%' AND one.name <> 'ledger_event' AND info.pk > 0
       ORDER BY one.name, info.pk`,
    )
    .all();
  const names = [...new Set(columns.map(({ name }) => name))];
  return names.map((name) => ({
    name,
    key: columns.filter((one) => one.name === name).map(({ column }) => column),
  }));
}

/** Rows are read whole, by the key, so that no page of the table or of its key stays unread. */
function* everyRow(db: Db, { name, key }: Keyed): Generator<void, void> {
  const order = `ORDER BY ${key.join(', ')} LIMIT ${rowsAtOnce}`;
  type Row = Record<string, string | number | null>;
  let rows = db.prepare<[], Row>(`SELECT * FROM ${name} ${order}`).all();
  yield;
  const following = db.prepare<Row[string][], Row>(
    `SELECT * FROM ${name} WHERE (${key.join(', ')}) > (${key.map(() => '?').join(', ')}) ${order}`,
  );
  while (rows.length === rowsAtOnce) {
    const last = rows.at(-1);
    rows = following.all(...key.map((column) => last?.[column] ?? null));
    yield;
  }
}
