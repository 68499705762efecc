import { durableSqlite, durabilityOf } from '../ledger/sqlite.contenders.ts';
import type { Contender } from '../ledger/contender.ts';
import { loadPeer } from './load-peer.ts';

interface Query {
  values(row: object): Query;
  set(assign: (eb: ExpressionBuilder) => object): Query;
  where(column: string, operator: '=', value: number): Query;
  select(fields: string | ((eb: ExpressionBuilder) => object)): Query;
  execute(): Promise<unknown>;
  executeTakeFirstOrThrow(): Promise<Record<string, number>>;
}
interface ExpressionBuilder {
  (column: string, operator: '+', value: number): object;
  fn: { countAll(): { as(name: string): object } };
}
interface Session {
  insertInto(table: string): Query;
  updateTable(table: string): Query;
  selectFrom(table: string): Query;
}
interface Database extends Session {
  transaction(): { execute(work: (trx: Session) => Promise<void>): Promise<void> };
  destroy(): Promise<void>;
}
interface KyselyPackage {
  Kysely: new (config: { dialect: object }) => Database;
  SqliteDialect: new (config: { database: object }) => object;
}

/** Through its query builder, on the product's own better-sqlite3. */
export const kysely: Contender = {
  name: 'Kysely on better-sqlite3',
  async open(folder, shop) {
    const { Kysely, SqliteDialect } = await loadPeer<KyselyPackage>('kysely');
    const file = durableSqlite(folder, shop);
    const db = new Kysely({ dialect: new SqliteDialect({ database: file }) });
    return {
      durability: durabilityOf(file),
      async sale(sale) {
        await db.transaction().execute(async (trx) => {
          await trx.insertInto('events').values(sale).execute();
          await trx
            .updateTable('members')
            .set((eb) => ({ balance: eb('balance', '+', sale.points) }))
            .where('id', '=', sale.member)
            .execute();
        });
        const row = await db
          .selectFrom('members')
          .select('balance')
          .where('id', '=', sale.member)
          .executeTakeFirstOrThrow();
        return row['balance'] as number;
      },
      async recorded() {
        const row = await db
          .selectFrom('events')
          .select((eb) => eb.fn.countAll().as('sales'))
          .executeTakeFirstOrThrow();
        return row['sales'] as number;
      },
      close: () => db.destroy(),
    };
  },
};
