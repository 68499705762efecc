import type { Cell, Projection } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import type { Story } from '#shared/sync/protocol.ts';
import type { MemoryTables, ToldRow } from './memory-tables.ts';

type Place = readonly [told: number, ...key: Cell[]];
interface Cursor {
  generation: number;
  server: number;
  places: Record<string, Place>;
}

/** What the story is told from: the tables, and the oldest transaction that is not through yet. */
export interface StoryState {
  tables: MemoryTables;
  generation: number;
  server: number;
  horizon: number;
}

const forTills = projections.filter((projection) => projection.forTills);

/** The centre's story as `central/store/story.ts` tells it, out of tables in memory. `room` is the most rows of a page. */
export function tellStory(
  { tables, generation, server, horizon }: StoryState,
  reader: string,
  cursor: string,
  room: number,
): Pick<Story, 'changes' | 'cursor' | 'anew' | 'more'> {
  const known = cursor === '' ? undefined : (JSON.parse(cursor) as Cursor);
  const from = known?.generation === generation && known.server === server ? known : undefined;
  const places: Record<string, Place> = { ...from?.places };
  const changes: Story['changes'] = [];
  let left = room;
  for (const projection of forTills) {
    if (left === 0) break;
    const { name } = projection.table;
    const rows = changed(tables, projection, reader, places[name] ?? [0], horizon).slice(0, left);
    const last = rows.at(-1);
    places[name] = rows.length < left || !last ? [horizon] : placeOf(projection, last);
    if (rows.length > 0) changes.push(asChange(projection, rows));
    left -= rows.length;
  }
  return {
    changes,
    cursor: JSON.stringify({ generation, server, places }),
    anew: !from,
    more: left === 0,
  };
}

function changed(
  tables: MemoryTables,
  projection: Projection,
  reader: string,
  place: Place,
  horizon: number,
): ToldRow[] {
  const mine = 'drawer' in projection.table.key;
  return [...(tables.get(projection.table.name)?.values() ?? [])]
    .filter(({ told, row }) => told < horizon && told >= place[0] && !(mine && row['drawer'] === reader))
    .map((one) => ({ one, at: placeOf(projection, one) }))
    .filter(({ at }) => place.length === 1 || order(at, place) > 0)
    .sort((a, b) => order(a.at, b.at))
    .map(({ one }) => one);
}

const placeOf = ({ table }: Projection, { row, told }: ToldRow): Place => [
  told,
  ...Object.keys(table.key).map((column) => row[column] ?? null),
];

function order(one: Place, other: Place): number {
  for (let index = 0; index < one.length; index += 1) {
    const [a, b] = [one[index] ?? '', other[index] ?? ''];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

function asChange({ table }: Projection, rows: readonly ToldRow[]): Story['changes'][number] {
  const columns = [...Object.keys(table.key), ...Object.keys(table.columns)];
  return {
    table: table.name,
    columns,
    rows: rows.map(({ row }) => columns.map((column) => row[column] ?? null)),
  };
}
