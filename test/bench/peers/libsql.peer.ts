import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  addPoints,
  countEvents,
  fillMembers,
  insertEvent,
  readBalance,
  schema,
  sqliteDurability,
  type Contender,
} from '../ledger/contender.ts';
import { loadPeer } from './load-peer.ts';

type Rows = { rows: Record<string, unknown>[] };
type Statement = string | { sql: string; args: (string | number)[] };
interface LibsqlPackage {
  createClient(config: { url: string; concurrency: number }): {
    execute(statement: Statement): Promise<Rows>;
    batch(statements: Statement[], mode: 'write'): Promise<Rows[]>;
    close(): void;
  };
}

/** One connection, so that what PRAGMA sets stays set. */
export const libsql: Contender = {
  name: 'libSQL (@libsql/client)',
  async open(folder, { members }) {
    const { createClient } = await loadPeer<LibsqlPackage>('@libsql/client');
    const client = createClient({ url: pathToFileURL(path.join(folder, 'libsql.db')).href, concurrency: 1 });
    const one = async (statement: Statement) =>
      Object.values((await client.execute(statement)).rows[0] ?? {})[0];
    await client.execute('PRAGMA journal_mode = WAL');
    await client.execute('PRAGMA synchronous = FULL');
    for (const sql of schema) await client.execute(sql);
    await client.execute({ sql: fillMembers, args: [members] });
    return {
      durability: sqliteDurability(await one('PRAGMA journal_mode'), await one('PRAGMA synchronous')),
      async sale({ seq, member, at, type, points, body }) {
        await client.batch(
          [
            { sql: insertEvent, args: [seq, member, at, type, points, body] },
            { sql: addPoints, args: [points, member] },
          ],
          'write',
        );
        return (await one({ sql: readBalance, args: [member] })) as number;
      },
      recorded: async () => (await one(countEvents)) as number,
      close: () => client.close(),
    };
  },
};
