import path from 'node:path';
import Database from 'better-sqlite3';
import {
  addPoints,
  countEvents,
  fillMembers,
  insertEvent,
  readBalance,
  schema,
  sqliteDurability,
  type Contender,
  type Durability,
  type OpenContender,
  type Sale,
  type Shop,
} from './contender.ts';

/** The limit that everything is a multiple of. */
export const rawInsert: Contender = {
  name: 'one row inserted, nothing else (raw limit)',
  open: (folder, shop) => Promise.resolve(openSqlite(folder, shop, ({ append }) => append)),
};

/** The same small work by hand: what every library on top of this driver adds to. */
export const plainSql: Contender = {
  name: 'better-sqlite3, SQL by hand',
  open: (folder, shop) =>
    Promise.resolve(
      openSqlite(folder, shop, ({ db, append }) => {
        const add = db.prepare(addPoints);
        const read = db.prepare(readBalance).pluck();
        const sell = db.transaction((sale: Sale) => {
          append(sale);
          add.run(sale.points, sale.member);
        });
        return (sale) => {
          sell.immediate(sale);
          return read.get(sale.member) as number;
        };
      }),
    ),
};

/** The driver of the product, which some peers are handed. */
export type Sqlite = Database.Database;

/** A SQLite file as durable as the till's own. What is done with it is up to the caller. */
export function durableSqlite(folder: string, { members }: Shop): Sqlite {
  const db = new Database(path.join(folder, 'ledger.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  for (const sql of schema) db.exec(sql);
  db.prepare(fillMembers).run(members);
  return db;
}

/** As the connection reports it, after it has written. */
export const durabilityOf = (db: Sqlite): Durability =>
  sqliteDurability(db.pragma('journal_mode', { simple: true }), db.pragma('synchronous', { simple: true }));

interface Appending {
  db: Sqlite;
  /** One row of events. */
  append(sale: Sale): undefined;
}

function openSqlite(
  folder: string,
  shop: Shop,
  selling: (at: Appending) => OpenContender['sale'],
): OpenContender {
  const db = durableSqlite(folder, shop);
  const insert = db.prepare(insertEvent);
  const append = ({ seq, member, at, type, points, body }: Sale): undefined => {
    insert.run(seq, member, at, type, points, body);
  };
  return {
    durability: durabilityOf(db),
    sale: selling({ db, append }),
    recorded: () => db.prepare(countEvents).pluck().get() as number,
    close: () => void db.close(),
  };
}
