import { makeKey } from '#central/platform/machine.ts';
import { assert } from '#shared/base/assert.ts';
import { appendOwn, type CentreMachine } from './own-log.ts';
import type { Postgres, Transaction } from './postgres.ts';
import { rebuildIn } from './rebuild.ts';

/**
 * Founds the centre in a new database. One that wakes up on another server than it was last on was restored from a copy: it takes
 * the next generation, so that tills send again what the copy had not, and the story starts over, because the transaction numbers
 * of the other server mean nothing here.
 */
export async function settleGeneration(
  postgres: Postgres,
  machine: CentreMachine,
  log: (line: string) => void,
): Promise<void> {
  await postgres.transaction(async (tx) => {
    await tx.query('SET LOCAL statement_timeout = 0');
    const { rows: servers } = await tx.query<{ server: string }>(
      'SELECT system_identifier::text AS server FROM pg_control_system()',
    );
    const server = servers[0]?.server ?? '';
    const { publicKey, privateKey } = makeKey();
    const { rowCount } = await tx.query(
      'INSERT INTO centre (server, public_key, private_key) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [server, publicKey, privateKey],
    );
    if (rowCount === 1) {
      await appendOwn(tx, machine, [
        { type: 'CentreOpened', body: { name: 'Tessera', publicKey } },
        { type: 'GenerationStarted', body: { generation: 1, because: 'opened' } },
      ]);
      return;
    }
    const { rows } = await tx.query<{ server: string }>('SELECT server FROM centre FOR UPDATE');
    if (rows[0]?.server === server) return;
    log('This database was restored on another server: taking the next generation, tills will compare');
    await tx.query('UPDATE ledger_event SET xid = DEFAULT');
    await rebuildIn(tx);
    await tx.query('UPDATE centre SET server = $1', [server]);
    await startGeneration(tx, machine, 0);
  });
}

/**
 * Begins a generation newer than `above` and than ours: this centre does not hold what it once confirmed. From here on it grants
 * nothing until every till has shown its whole log.
 */
export async function startGeneration(
  tx: Transaction,
  machine: CentreMachine,
  above: number,
): Promise<number> {
  // A backup that is restored twice must not take the same number twice, so some are leapt over by chance.
  const [high = 0, low = 0] = machine.randomBytes(2);
  const { rows } = await tx.query<{ generation: number }>(
    'UPDATE centre SET generation = greatest(generation, $1) + 1 + $2 RETURNING generation',
    [above, high * 256 + low],
  );
  const generation = rows[0]?.generation;
  assert(generation, 'a centre has a generation');
  await appendOwn(tx, machine, [{ type: 'GenerationStarted', body: { generation, because: 'restored' } }]);
  return generation;
}
