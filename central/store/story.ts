import type { Machine } from '#shared/base/machine.ts';
import { ok, type Result } from '#shared/base/result.ts';
import type { Cell, Projection } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { storyRows, type Story, type SyncProblem } from '#shared/sync/protocol.ts';
import type { Postgres } from './postgres.ts';
import { cursorFor, readingOf, type Reading } from './reading.ts';
import { grantsFor, type Asker } from './rights.ts';
import { unfoldedSql } from './story-notes.ts';

/** How long a till may only listen before we note again that it was there. */
const heardEveryMs = 20_000;
const told = projections.filter(({ forTills }) => forTills);

/**
 * Where a reader is in one table: behind this entry of this note of this transaction, or before all its notes. `b` before the number
 * means that the reader is still walking through the whole table, behind the row with this key, and goes on with the changes since
 * that transaction.
 */
type Place = readonly [xid: string, ...behind: Cell[]];
interface Cursor extends Pick<Reading, 'generation' | 'server'> {
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
  const reading = await readingOf(postgres, reader);
  if (!reading.ok) return reading;
  const known = cursorFor(reading.value, cursor, asCursor);
  if (!known.ok) return known;
  const { generation, server, horizon } = reading.value;
  const from = known.value;
  const places: Record<string, Place> = { ...from?.places };
  const changes: Story['changes'] = [];
  let room = storyRows;
  for (const projection of told) {
    if (room === 0) break;
    const { name } = projection.table;
    const rows = await read(postgres, projection, reader, places[name] ?? [`b${horizon}`], horizon, room);
    places[name] = placeAfter(projection, rows, places[name] ?? [`b${horizon}`], horizon, room);
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

type ToldRow = Record<string, Cell> & { told: string; note: number; place: number };

const isWalking = ([xid]: Place): boolean => xid.startsWith('b');

/** The next rows for a reader. A row that changed several times may come several times, always as it is now. */
function read(
  postgres: Postgres,
  projection: Projection,
  reader: string,
  place: Place,
  horizon: string,
  limit: number,
): Promise<ToldRow[]> {
  const { table } = projection;
  const [xid, ...after] = place;
  const key = Object.keys(table.key).join(', ');
  // What lies in the reader's own drawer the reader knows better than we do.
  const others = 'drawer' in table.key ? 'drawer <> $1' : '$1::text IS NOT NULL';
  const columns = [key, ...Object.keys(table.columns)].join(', ');
  if (isWalking(place)) {
    const behind =
      after.length === 0 ? '' : `AND (${key}) > (${after.map((_, index) => `$${index + 2}`).join(', ')})`;
    return postgres.query<ToldRow>(
      `SELECT ${columns}, '' AS told FROM ${table.name} WHERE ${others} ${behind} ORDER BY ${key} LIMIT ${limit}`,
      [reader, ...after],
    );
  }
  // The first two are what the notes are sorted by.
  const behind =
    after.length === 0
      ? ''
      : 'AND (told, note) >= ($2::xid8, $4) AND (told, note, place) > ($2::xid8, $4, $5)';
  return postgres.query<ToldRow>(
    `SELECT ${columns}, changed.told::text AS told, note, place
     FROM (SELECT * FROM ${unfoldedSql(projection)} AS unfolded
           WHERE told >= $2::xid8 AND told < $3::xid8 ${behind} AND ${others} ORDER BY told, note, place LIMIT ${limit}) AS changed
     JOIN ${table.name} USING (${key}) ORDER BY changed.told, note, place`,
    [reader, xid, horizon, ...after],
  );
}

/** Where a reader is behind these rows. Fewer than there was room for means that all was told. */
function placeAfter(
  { table }: Projection,
  rows: readonly ToldRow[],
  place: Place,
  horizon: string,
  room: number,
): Place {
  const last = rows.at(-1);
  const walking = isWalking(place);
  if (rows.length < room || !last) return [walking ? place[0].slice(1) : horizon];
  if (!walking) return [last.told, last.note, last.place];
  return [place[0], ...Object.keys(table.key).map((column) => last[column] ?? null)];
}

function asChange({ table }: Projection, rows: readonly ToldRow[]): Story['changes'][number] {
  const columns = [...Object.keys(table.key), ...Object.keys(table.columns)];
  return {
    table: table.name,
    columns,
    rows: rows.map((row) => columns.map((column) => row[column] ?? null)),
  };
}

/** Undefined at the beginning of the story; `foreign` for what no centre wrote. */
function asCursor(said: unknown): Cursor | undefined {
  if (said === null || typeof said !== 'object') return undefined;
  const { generation, server, places } = said as Partial<Cursor>;
  if (typeof places !== 'object' || places === null) return undefined;
  const sound = told.every((projection) => isPlace(projection, places[projection.table.name]));
  return sound &&
    typeof generation === 'number' &&
    Number.isSafeInteger(generation) &&
    typeof server === 'string'
    ? { generation, server, places }
    : undefined;
}

const isPlace = ({ table }: Projection, place: Place | undefined): boolean => {
  if (place === undefined) return true;
  const [xid, ...after] = place;
  const types = isWalking(place) ? Object.values(table.key) : (['integer', 'integer'] as const);
  const fits = (cell: Cell, index: number) =>
    types[index] === 'integer'
      ? Number.isSafeInteger(cell)
      : typeof cell === 'string' && !cell.includes('\0');
  return (
    /^b?\d{1,19}$/.test(xid) && (after.length === 0 || (after.length === types.length && after.every(fits)))
  );
};
