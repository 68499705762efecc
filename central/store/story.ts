import type { Machine } from '#shared/base/machine.ts';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { Cell, Projection } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { storyRows, type Story, type SyncProblem } from '#shared/sync/protocol.ts';
import type { Postgres } from './postgres.ts';
import { grantsFor, type Asker } from './rights.ts';

/** How long a till may only listen before we note again that it was there. */
const heardEveryMs = 20_000;
const told = projections.filter(({ forTills }) => forTills);

/** Where a reader is in one table: behind the row with this key of this transaction, or before all rows of it. */
type Place = readonly [xid: string, ...key: Cell[]];
interface Cursor {
  generation: number;
  /** On which server: a backup that is restored twice takes the same generation twice, and tells two stories. */
  server: string;
  places: Readonly<Record<string, Place>>;
}

/**
 * The rows of the read tables that changed behind `cursor`, as they are now: a till that reads to the end knows what all others did.
 * Only transactions that nobody can overtake any more are shown: a row of a slower one would otherwise come to lie before a cursor
 * that has passed. A cursor of another generation, or none, starts the story over, and `anew` says so.
 */
export async function story(
  postgres: Postgres,
  machine: Pick<Machine, 'now'>,
  reader: string,
  cursor: string,
  asker?: Asker,
): Promise<Result<Story, SyncProblem>> {
  await noteHeard(postgres, machine, reader);
  const [centre] = await postgres.query<{ generation: number; server: string; horizon: string }>(
    'SELECT generation, server, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon FROM centre',
  );
  const { generation = 1, server = '', horizon = '0' } = centre ?? {};
  const known = readCursor(cursor);
  if (known === 'foreign')
    return refuse({ code: 'BAD_REQUEST', text: 'This cursor was not made by a centre.' });
  const from = known?.generation === generation && known.server === server ? known : undefined;
  const places: Record<string, Place> = { ...from?.places };
  const changes: Story['changes'] = [];
  let room = storyRows;
  for (const projection of told) {
    if (room === 0) break;
    const { name } = projection.table;
    const rows = await changed(postgres, projection, reader, places[name] ?? ['0'], horizon, room);
    const last = rows.at(-1);
    places[name] = rows.length < room || !last ? [horizon] : placeOf(projection, last);
    if (rows.length > 0) changes.push(asChange(projection, rows));
    room -= rows.length;
  }
  return ok({
    changes,
    cursor: JSON.stringify({ generation, server, places }),
    anew: !from,
    more: room === 0,
    grants: asker ? await grantsFor(postgres.query, asker) : [],
    recalls: [],
  });
}

async function noteHeard(postgres: Postgres, machine: Pick<Machine, 'now'>, writer: string): Promise<void> {
  const now = machine.now();
  await postgres.query('UPDATE till_log SET last_seen_at = $2 WHERE writer = $1 AND last_seen_at < $3', [
    writer,
    now,
    now - heardEveryMs,
  ]);
}

type ToldRow = Record<string, Cell> & { told: string };

function changed(
  postgres: Postgres,
  { table }: Projection,
  reader: string,
  [xid, ...after]: Place,
  horizon: string,
  limit: number,
): Promise<ToldRow[]> {
  const key = Object.keys(table.key);
  const columns = [...key, ...Object.keys(table.columns)];
  const behind =
    after.length === 0
      ? 'told >= $1::xid8'
      : `(told, ${key.join(', ')}) > ($1::xid8, ${key.map((_, index) => `$${index + 4}`).join(', ')})`;
  // What lies in the reader's own drawer the reader knows better than we do.
  const others = 'drawer' in table.key ? 'AND drawer <> $3' : 'AND $3::text IS NOT NULL';
  return postgres.query<ToldRow>(
    `SELECT ${columns.join(', ')}, told::text AS told FROM ${table.name}
     WHERE ${behind} AND told < $2::xid8 ${others} ORDER BY ${table.name}.told, ${key.join(', ')} LIMIT ${limit}`,
    [xid, horizon, reader, ...after],
  );
}

const placeOf = ({ table }: Projection, row: ToldRow): Place => [
  row.told,
  ...Object.keys(table.key).map((column) => row[column] ?? null),
];

function asChange({ table }: Projection, rows: readonly ToldRow[]): Story['changes'][number] {
  const columns = [...Object.keys(table.key), ...Object.keys(table.columns)];
  return {
    table: table.name,
    columns,
    rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
  };
}

/** Undefined at the beginning of the story; `foreign` for what no centre wrote. */
function readCursor(cursor: string): Cursor | undefined | 'foreign' {
  if (cursor === '') return undefined;
  try {
    const { generation, server, places } = JSON.parse(cursor) as Cursor;
    const sound = told.every((projection) => isPlace(projection, places[projection.table.name]));
    const known = Number.isSafeInteger(generation) && typeof server === 'string';
    return known && sound ? { generation, server, places } : 'foreign';
  } catch {
    return 'foreign';
  }
}

const isPlace = ({ table }: Projection, place: Place | undefined): boolean => {
  if (place === undefined) return true;
  const [xid, ...after] = place;
  const types = Object.values(table.key);
  const fits = (cell: Cell, index: number) =>
    types[index] === 'integer'
      ? Number.isSafeInteger(cell)
      : typeof cell === 'string' && !cell.includes('\0');
  return (
    /^\d{1,19}$/.test(xid) && (after.length === 0 || (after.length === types.length && after.every(fits)))
  );
};
