import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Projection } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { screen } from '#shared/projections/screen.ts';
import type { Db } from './open-database.ts';
import { createProjector, makeReadTable, prepareReadTables } from './project.ts';

const pageSize = 1000;

/**
 * Every envelope, log after log, a page at a time: a year of sales does not fit in memory at once. The order between logs
 * does not matter, since what two writers change merges the same either way round.
 */
export function* everyEnvelope(db: Db): Generator<Envelope[]> {
  const page = db.prepare(
    `SELECT writer, epoch, seq, hlc, at, type, version, body, prev, hash
     FROM ledger_event WHERE (writer, seq) > (?, ?) ORDER BY writer, seq LIMIT ${pageSize}`,
  );
  let last: Pick<Envelope, 'writer' | 'seq'> = { writer: '', seq: 0 };
  for (;;) {
    const envelopes = page.all(last.writer, last.seq) as Envelope[];
    yield envelopes;
    const end = envelopes.at(-1);
    if (!end || envelopes.length < pageSize) return;
    last = end;
  }
}

/** Fills read tables from the ledger: those given, all by default, in one transaction. */
export function rebuild(db: Db, only: readonly Projection[] = projections): void {
  db.transaction(() => {
    for (const projection of only) makeReadTable(db, projection);
    const project = createProjector(db);
    for (const envelopes of everyEnvelope(db)) project(screen(envelopes).sound, only);
  })();
}

/** Brings the read tables to the versions of this Tessera; on most starts there is nothing to do. */
export function rebuildStale(db: Db): void {
  db.transaction(() => {
    const stale = prepareReadTables(db);
    if (stale.length > 0) rebuild(db, stale);
  })();
}
