import path from 'node:path';
import { fillMembers, schema, type Contender } from '../ledger/contender.ts';
import { durabilityOf, type Sqlite } from '../ledger/sqlite.contenders.ts';
import { loadPeer } from './load-peer.ts';

interface Manager {
  insert(entity: object, row: object): Promise<unknown>;
  increment(entity: object, where: object, column: string, by: number): Promise<unknown>;
  findOneByOrFail(entity: object, where: object): Promise<{ balance: number }>;
  count(entity: object): Promise<number>;
}
interface Source {
  manager: Manager;
  initialize(): Promise<unknown>;
  transaction(work: (manager: Manager) => Promise<void>): Promise<void>;
  query(sql: string, values?: number[]): Promise<unknown>;
  destroy(): Promise<void>;
}
interface TypeormPackage {
  DataSource: new (options: object) => Source;
  EntitySchema: new (options: object) => object;
}

const whole = { type: 'integer' };
const words = { type: 'text' };

/** With entity schemas, on the product's own better-sqlite3 (it asks for version 12 and works with 13). */
export const typeorm: Contender = {
  name: 'TypeORM on better-sqlite3',
  async open(folder, { members }) {
    const { DataSource, EntitySchema } = await loadPeer<TypeormPackage>('typeorm');
    const member = new EntitySchema({
      name: 'members',
      columns: { id: { ...whole, primary: true }, balance: whole },
    });
    const columns = { member: whole, at: whole, type: words, points: whole, body: words };
    const event = new EntitySchema({
      name: 'events',
      columns: { seq: { ...whole, primary: true }, ...columns },
    });
    let file: Sqlite | undefined;
    const source = new DataSource({
      type: 'better-sqlite3',
      database: path.join(folder, 'typeorm.db'),
      entities: [member, event],
      prepareDatabase(db: Sqlite) {
        db.pragma('journal_mode = WAL');
        db.pragma('synchronous = FULL');
        file = db;
      },
    });
    await source.initialize();
    for (const sql of schema) await source.query(sql);
    await source.query(fillMembers, [members]);
    return {
      durability: file ? durabilityOf(file) : { durable: false, atomic: false, settings: 'not known' },
      async sale(sale) {
        await source.transaction(async (manager) => {
          await manager.insert(event, { ...sale });
          await manager.increment(member, { id: sale.member }, 'balance', sale.points);
        });
        return (await source.manager.findOneByOrFail(member, { id: sale.member })).balance;
      },
      recorded: () => source.manager.count(event),
      close: () => source.destroy(),
    };
  },
};
