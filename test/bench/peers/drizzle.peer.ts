import { durableSqlite, durabilityOf } from '../ledger/sqlite.contenders.ts';
import type { Contender } from '../ledger/contender.ts';
import { loadPeer } from './load-peer.ts';

type Column = { readonly drizzleColumn: unique symbol };
type Condition = { readonly drizzleCondition: unique symbol };
interface Builder {
  run(): void;
  get(): Record<string, number> | undefined;
  values(row: object): Builder;
  set(row: object): Builder;
  from(table: object): Builder;
  where(condition: Condition): Builder;
}
interface Session {
  insert(table: object): Builder;
  update(table: object): Builder;
  select(fields: object): Builder;
  transaction(work: (tx: Session) => void, options: { behavior: 'immediate' }): void;
}
interface Core {
  sqliteTable<C>(name: string, columns: C): C;
  integer(): Column;
  text(): Column;
}
interface Root {
  eq(column: Column, value: number): Condition;
  count(): Column;
  sql(texts: TemplateStringsArray, ...values: unknown[]): Condition;
}

/** Through its query builder, as its documentation shows, on the product's own better-sqlite3. */
export const drizzle: Contender = {
  name: 'Drizzle on better-sqlite3',
  async open(folder, shop) {
    const { drizzle: over } = await loadPeer<{ drizzle(config: { client: object }): Session }>(
      'drizzle-orm/better-sqlite3',
    );
    const { sqliteTable, integer, text } = await loadPeer<Core>('drizzle-orm/sqlite-core');
    const { eq, count, sql } = await loadPeer<Root>('drizzle-orm');
    const members = sqliteTable('members', { id: integer(), balance: integer() });
    const events = sqliteTable('events', {
      seq: integer(),
      member: integer(),
      at: integer(),
      type: text(),
      points: integer(),
      body: text(),
    });
    const file = durableSqlite(folder, shop);
    const db = over({ client: file });
    return {
      durability: durabilityOf(file),
      sale(sale) {
        db.transaction(
          (tx) => {
            tx.insert(events).values(sale).run();
            tx.update(members)
              .set({ balance: sql`${members.balance} + ${sale.points}` })
              .where(eq(members.id, sale.member))
              .run();
          },
          { behavior: 'immediate' },
        );
        return db
          .select({ balance: members.balance })
          .from(members)
          .where(eq(members.id, sale.member))
          .get()?.['balance'];
      },
      recorded: () => db.select({ sales: count() }).from(events).get()?.['sales'] ?? 0,
      close: () => void file.close(),
    };
  },
};
