import type { Postgres } from './postgres.ts';

/**
 * Founds the centre in a new database. One that wakes up on another server than it was last on was restored from a copy: it takes
 * the next generation, so that tills send again what the copy had not, and all its events count as news once more, because the
 * transaction numbers of the other server mean nothing here.
 */
export async function settleGeneration(postgres: Postgres, log: (line: string) => void): Promise<void> {
  const [here] = await postgres.query<{ server: string }>(
    'SELECT system_identifier::text AS server FROM pg_control_system()',
  );
  const server = here?.server ?? '';
  await postgres.query('INSERT INTO centre (server) VALUES ($1) ON CONFLICT DO NOTHING', [server]);
  await postgres.transaction(async (tx) => {
    await tx.query('SET LOCAL statement_timeout = 0');
    const { rowCount } = await tx.query(
      'UPDATE centre SET generation = generation + 1, server = $1 WHERE server <> $1',
      [server],
    );
    if (rowCount === 0) return;
    log('This database was restored on another server: taking the next generation, tills will compare');
    await tx.query('UPDATE ledger_event SET xid = DEFAULT');
  });
}
