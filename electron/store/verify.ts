import Database from 'better-sqlite3';
import type { Machine } from '#shared/base/machine.ts';
import { emptyHead, findFault, type Head } from '#shared/ledger/chain.ts';
import { mayGoBelowZero } from '#shared/ledger/holder.ts';
import { projections } from '#shared/projections/projections.ts';
import { screen } from '#shared/projections/screen.ts';
import { createTableSql, sqlite } from '#shared/projections/sql.ts';
import type { Db } from './open-database.ts';
import { createProjector } from './project.ts';
import { everyEnvelope, type LogTable } from './log-table.ts';

/** What a check of the whole database found. `faults` is empty when all is well; each is a sentence. */
export interface Verification {
  events: number;
  faults: string[];
}

/**
 * Walks the chain from its first event, and builds all read tables a second time, in memory, to compare row by row with
 * the ones on disk. Reads only; may take long on an old till.
 */
export function verify(db: Db, writer: string, log: LogTable, sha256: Machine['sha256']): Verification {
  const faults: string[] = [];
  let head: Head | undefined;
  const twin = new Database(':memory:');
  for (const { table } of projections) twin.exec(createTableSql(table, sqlite));
  const project = createProjector(twin);
  let events = 0;
  for (const envelopes of everyEnvelope(log)) {
    for (const envelope of envelopes) {
      const fault = findFault([envelope], head ?? emptyHead(envelope.writer), sha256);
      if (fault) faults.push(`event ${fault.seq}: ${fault.fault}`);
      head = envelope;
    }
    events += envelopes.length;
    if (faults.length === 0) project(screen(envelopes).sound);
  }
  if (faults.length === 0) faults.push(...differences(db, twin), ...overdrawn(twin, writer));
  twin.close();
  return { events, faults };
}

function differences(db: Db, twin: Db): string[] {
  return projections.flatMap(({ table }) => {
    const rowsOf = (one: Db) =>
      one
        .prepare(`SELECT * FROM ${table.name} ORDER BY ${Object.keys(table.key).join(', ')}`)
        .all()
        .map((row) => JSON.stringify(row));
    const [onDisk, rebuilt] = [rowsOf(db), rowsOf(twin)];
    const at = onDisk.findIndex((row, index) => row !== rebuilt[index]);
    if (at < 0 && onDisk.length === rebuilt.length) return [];
    const place = Math.max(at, 0);
    return [
      `${table.name} differs from a rebuild: ${onDisk[place] ?? 'no row'} on disk, ${rebuilt[place] ?? 'no row'} by the ledger`,
    ];
  });
}

/** Customers' value is never below zero in this till's own drawer; what is on the way to it, the centre's log put there. */
function overdrawn(twin: Db, writer: string): string[] {
  const rows = twin
    .prepare('SELECT holder, unit, drawer FROM balances WHERE amount < 0 AND drawer = ?')
    .all(writer) as { holder: string; unit: string; drawer: string }[];
  return rows
    .filter(({ holder }) => !mayGoBelowZero(holder))
    .map(({ holder, unit, drawer }) => `${holder} is below zero in ${unit} at ${drawer}`);
}
