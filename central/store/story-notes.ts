import type { Projection } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import type { Transaction } from './postgres.ts';

/** Most keys in one note that is made of a whole table. */
const keysOfNote = 500;

const told = projections.filter(({ forTills }) => forTills);
const keysOf = ({ table }: Projection): string[] => Object.keys(table.key);

/** Where the notes of a read table lie. */
export const notesOf = ({ table }: Projection): string => `${table.name}_told`;

/**
 * Makes room for notes: which rows changed in which transaction, all of one statement in one note, as arrays of their keys. The story
 * is paged by it, for no number but the transaction's tells what a reader may have overtaken. It lies beside the table, so that a row
 * that changes often stays where it is, and its indexes with it.
 */
export async function createNotes(tx: Transaction, projection: Projection): Promise<void> {
  const notes = notesOf(projection);
  const columns = Object.entries(projection.table.key).map(
    ([name, type]) => `${name} ${type === 'integer' ? 'bigint[]' : 'text[] COLLATE "C"'} NOT NULL`,
  );
  await tx.query(`CREATE TABLE ${notes} (told xid8 NOT NULL DEFAULT pg_current_xact_id(),
    note bigint NOT NULL GENERATED ALWAYS AS IDENTITY, ${columns.join(', ')}, PRIMARY KEY (told, note))`);
  // Squeezing them would cost a writer more than it spares the disk.
  const plain = keysOf(projection).map((name) => `ALTER ${name} SET STORAGE EXTERNAL`);
  await tx.query(`ALTER TABLE ${notes} ${plain.join(', ')}`);
}

/** The statement that notes rows as changed now; `arrays` are their keys, column by column. */
export const noteSql = (projection: Projection, arrays: readonly string[]): string =>
  `INSERT INTO ${notesOf(projection)} (${keysOf(projection).join(', ')}) VALUES (${arrays.join(', ')})`;

/** A note's keys one by one, each with its place in it: what stands behind FROM, with the columns `told, note, place` and the keys. */
export const unfoldedSql = (projection: Projection): string =>
  `(SELECT told, note, one.* FROM ${notesOf(projection)} AS notes,
    unnest(${keysOf(projection)
      .map((name) => `notes.${name}`)
      .join(', ')}) WITH ORDINALITY AS one (${keysOf(projection).join(', ')}, place))`;

/** Notes every row as changed now, once: after the tables were made anew. */
export async function tellEverything(tx: Transaction): Promise<void> {
  for (const projection of told) {
    const key = keysOf(projection);
    await tx.query(`INSERT INTO ${notesOf(projection)} (${key.join(', ')}) SELECT ${arrayAgg(key)}
      FROM (SELECT ${key.join(', ')}, (row_number() OVER () - 1) / ${keysOfNote} AS part FROM ${projection.table.name}) AS parts
      GROUP BY part`);
  }
}

/**
 * Forgets that a row changed when it changed again later: a reader learns of it there. A note is written again, shorter and behind
 * the others of its transaction, once most of it is forgotten: a reader in its middle then hears the rest again, and misses nothing.
 */
export async function forgetOldChanges(tx: Transaction): Promise<void> {
  for (const projection of told) {
    const notes = notesOf(projection);
    const key = keysOf(projection);
    await tx.query(`WITH noted AS (
        SELECT told, note, ${key.join(', ')}, row_number() OVER (PARTITION BY ${key.join(', ')} ORDER BY told DESC, note DESC) > 1 AS old
        FROM ${unfoldedSql(projection)} AS unfolded),
      worn AS (SELECT told, note FROM noted GROUP BY told, note HAVING count(*) FILTER (WHERE old) * 2 >= count(*)),
      gone AS (DELETE FROM ${notes} USING worn WHERE ${notes}.told = worn.told AND ${notes}.note = worn.note)
      INSERT INTO ${notes} (told, ${key.join(', ')})
      SELECT told, ${arrayAgg(key)} FROM noted JOIN worn USING (told, note) WHERE NOT old GROUP BY told`);
  }
}

const arrayAgg = (key: readonly string[]): string => key.map((name) => `array_agg(${name})`).join(', ');
