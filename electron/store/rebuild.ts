import type { Projection } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { screen } from '#shared/projections/screen.ts';
import { everyEnvelope, type LogTable } from './log-table.ts';
import type { Db } from './open-database.ts';
import { createProjector, makeReadTable, prepareReadTables } from './project.ts';

/** Fills read tables from the ledger: those given, all by default, in one transaction. */
export function rebuild(db: Db, log: LogTable, only: readonly Projection[] = projections): void {
  db.transaction(() => {
    for (const projection of only) makeReadTable(db, projection);
    const project = createProjector(db);
    for (const envelopes of everyEnvelope(log)) project(screen(envelopes).sound, only);
  })();
}

/** Brings the read tables to the versions of this Tessera; on most starts there is nothing to do. */
export function rebuildStale(db: Db, log: LogTable): void {
  db.transaction(() => {
    const stale = prepareReadTables(db);
    if (stale.length > 0) rebuild(db, log, stale);
  })();
}
