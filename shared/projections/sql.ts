import type { Merge, ReadTable } from './projection.ts';

/** What the two engines call the same thing. */
export interface Dialect {
  integer: string;
  text: string;
  larger: string;
  smaller: string;
  tableSuffix: string;
}

/** better-sqlite3. Rows live in their key's tree: a sale then writes one page a table, not two. */
export const sqlite: Dialect = {
  integer: 'INTEGER',
  text: 'TEXT',
  larger: 'max',
  smaller: 'min',
  tableSuffix: ' STRICT, WITHOUT ROWID',
};

/** PostgreSQL. Texts compare by code unit there only under the C collation, which is what the columns ask for. */
export const postgres: Dialect = {
  integer: 'bigint',
  text: 'text COLLATE "C"',
  larger: 'greatest',
  smaller: 'least',
  tableSuffix: '',
};

/** The statement that makes a read table. */
export function createTableSql(table: ReadTable, dialect: Dialect): string {
  const key = Object.entries(table.key).map(([name, type]) => `${name} ${dialect[type]} NOT NULL`);
  const others = Object.entries(table.columns).map(
    ([name, { type, merge }]) => `${name} ${dialect[type]}${merge === 'sum' ? ' NOT NULL DEFAULT 0' : ''}`,
  );
  const primary = `PRIMARY KEY (${Object.keys(table.key).join(', ')})`;
  return `CREATE TABLE ${table.name} (${[...key, ...others, primary].join(', ')})${dialect.tableSuffix}`;
}

/** The statements that let rows be found by what they are looked up by. */
export const createIndexesSql = (table: ReadTable): string[] => indexesOf(table).map(({ sql }) => sql);

/** The same by the names of the indexes. */
export const indexesOf = ({ name, lookedUpBy = [] }: ReadTable): { name: string; sql: string }[] =>
  lookedUpBy.map((column) => ({
    name: `${name}_by_${column}`,
    sql: `CREATE INDEX ${name}_by_${column} ON ${name} (${column})`,
  }));

/** The `ON CONFLICT` part of an upsert that sets `columns` of a table, each by its own merge rule. Same text on both engines. */
export function onConflictSql(table: ReadTable, columns: readonly string[], dialect: Dialect): string {
  const key = Object.keys(table.key).join(', ');
  const sets = columns
    .filter((column) => !(column in table.key))
    .map(
      (column) => `${column} = ${mergedSql(table, column, table.columns[column]?.merge ?? 'last', dialect)}`,
    );
  return sets.length === 0
    ? `ON CONFLICT (${key}) DO NOTHING`
    : `ON CONFLICT (${key}) DO UPDATE SET ${sets.join(', ')}`;
}

function mergedSql(table: ReadTable, column: string, merge: Merge, dialect: Dialect): string {
  const old = `${table.name}.${column}`;
  const next = `excluded.${column}`;
  if (merge === 'last') return next;
  if (merge === 'sum') return `${old} + ${next}`;
  const pick = merge === 'max' ? dialect.larger : dialect.smaller;
  return `${pick}(coalesce(${old}, ${next}), coalesce(${next}, ${old}))`;
}
