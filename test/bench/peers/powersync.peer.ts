import { sqliteDurability, type Contender } from '../ledger/contender.ts';
import { loadPeer } from './load-peer.ts';

interface Statements {
  execute(sql: string, values?: (string | number)[]): Promise<unknown>;
}
interface Database extends Statements {
  waitForReady(): Promise<void>;
  writeLock<T>(
    work: (lock: Statements & { get(sql: string): Promise<Record<string, unknown>> }) => Promise<T>,
  ): Promise<T>;
  writeTransaction(work: (tx: Statements) => Promise<void>): Promise<void>;
  get(sql: string, values?: string[]): Promise<Record<string, number>>;
  close(): Promise<void>;
}
interface PowerSyncPackage {
  PowerSyncDatabase: new (options: object) => Database;
  Schema: new (tables: object) => object;
  Table: new (columns: object) => object;
  column: { text: object; integer: object };
}

/** Without its service: the local database alone, with the queue that waits to be uploaded, as an offline till would have it. */
export const powersync: Contender = {
  name: 'PowerSync (@powersync/node), offline',
  async open(folder, { members }) {
    const { PowerSyncDatabase, Schema, Table, column } = await loadPeer<PowerSyncPackage>('@powersync/node');
    const { text, integer } = column;
    const db = new PowerSyncDatabase({
      schema: new Schema({
        members: new Table({ balance: integer }),
        events: new Table({ member: text, at: integer, type: text, points: integer, body: text }),
      }),
      database: { dbFilename: 'powersync.db', dbLocation: folder },
    });
    await db.waitForReady();
    const durability = await db.writeLock(async (lock) => {
      await lock.execute('PRAGMA synchronous = FULL');
      const { journal_mode: journal } = await lock.get('PRAGMA journal_mode');
      const { synchronous } = await lock.get('PRAGMA synchronous');
      return sqliteDurability(journal, synchronous);
    });
    await db.execute(
      `INSERT INTO members (id, balance) WITH RECURSIVE n(id) AS (SELECT 0 UNION ALL SELECT id + 1 FROM n WHERE id + 1 < ?)
       SELECT CAST(id AS TEXT), 0 FROM n`,
      [members],
    );
    return {
      durability,
      async sale({ seq, member, at, type, points, body }) {
        await db.writeTransaction(async (tx) => {
          await tx.execute(
            'INSERT INTO events (id, member, at, type, points, body) VALUES (?, ?, ?, ?, ?, ?)',
            [String(seq), String(member), at, type, points, body],
          );
          await tx.execute('UPDATE members SET balance = balance + ? WHERE id = ?', [points, String(member)]);
        });
        return (await db.get('SELECT balance FROM members WHERE id = ?', [String(member)]))[
          'balance'
        ] as number;
      },
      recorded: async () => (await db.get('SELECT count(*) AS sales FROM events'))['sales'] as number,
      close: () => db.close(),
    };
  },
};
