import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Projection } from '#shared/projections/projection.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { projections } from '#shared/projections/projections.ts';
import type { Db } from './open-database.ts';
import { createProjector, makeReadTable, prepareReadTables } from './project.ts';

const pageSize = 1000;

/** Every envelope in order of arrival, a page at a time: a year of sales does not fit in memory at once. */
export function* everyEnvelope(db: Db): Generator<Envelope[]> {
  const page = db.prepare(
    `SELECT position, writer, epoch, seq, hlc, at, type, version, body, prev, hash
     FROM ledger_event WHERE position > ? ORDER BY position LIMIT ${pageSize}`,
  );
  let after = 0;
  for (;;) {
    const rows = page.all(after) as (Envelope & { position: number })[];
    if (rows.length === 0) return;
    after = rows.at(-1)?.position ?? after;
    yield rows;
  }
}

/** Fills read tables from the ledger: those given, all by default, in one transaction. */
export function rebuild(db: Db, only: readonly Projection[] = projections): void {
  db.transaction(() => {
    for (const projection of only) makeReadTable(db, projection);
    const project = createProjector(db);
    for (const envelopes of everyEnvelope(db)) project(readEntries(envelopes), only);
  })();
}

/** Brings the read tables to the versions of this Tessera; on most starts there is nothing to do. */
export function rebuildStale(db: Db): void {
  db.transaction(() => {
    const stale = prepareReadTables(db);
    if (stale.length > 0) rebuild(db, stale);
  })();
}
