import type { Projection } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { screen } from '#shared/projections/screen.ts';
import { everyEnvelope, type LogTable } from './log-table.ts';
import type { Db } from './open-database.ts';
import { createProjector, makeReadTable, prepareReadTables } from './project.ts';

/** Hears how many of how many events have been read. */
export type Progress = (done: number, total: number) => void;
const unheard: Progress = () => undefined;

/** Fills read tables from the ledger: those given, all by default, in one transaction. */
export function rebuild(
  db: Db,
  log: LogTable,
  progress: Progress = unheard,
  only: readonly Projection[] = projections,
): void {
  const usualCache = db.pragma('cache_size', { simple: true }) as number;
  // Rows are filled in no order: pages that are kept need not be read and written again and again. 64 MB, in KiB.
  db.pragma('cache_size = -64000');
  try {
    db.transaction(() => {
      for (const projection of only) makeReadTable(db, projection);
      const project = createProjector(db);
      const total = log.last()?.seq ?? 0;
      let done = 0;
      for (const envelopes of everyEnvelope(log)) {
        project(screen(envelopes).sound, only);
        done += envelopes.length;
        progress(done, total);
      }
    })();
  } finally {
    db.pragma(`cache_size = ${usualCache}`);
  }
}

/** Brings the read tables to the versions of this Tessera; on most starts there is nothing to do. */
export function rebuildStale(db: Db, log: LogTable, progress?: Progress): void {
  db.transaction(() => {
    const stale = prepareReadTables(db);
    if (stale.length > 0) rebuild(db, log, progress, stale);
  })();
}
