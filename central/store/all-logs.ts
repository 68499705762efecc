import type { Envelope } from '#shared/ledger/envelope.ts';
import type { Postgres } from './postgres.ts';
import { countEvents, logOf } from './stored-envelope.ts';

/** Hands out every log, page by page, in the order of their writers: all of one moment, while the centre goes on. */
export function readLogs(
  postgres: Postgres,
  keep: (page: readonly Envelope[], total: number) => Promise<void>,
): Promise<void> {
  return postgres.transaction(
    async (tx) => {
      await tx.query('SET LOCAL statement_timeout = 0');
      const total = await countEvents(tx, 'till_log');
      const { rows } = await tx.query<{ writer: string }>('SELECT writer FROM till_log ORDER BY writer');
      for (const { writer } of rows) {
        for await (const page of logOf(tx, 'ledger_event', writer)) await keep(page, total);
      }
    },
    { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' },
  );
}
