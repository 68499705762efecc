import { businessDay } from '#shared/base/business-time.ts';
import type { WaitingReversal } from '#shared/sync/settle-reversal.ts';
import { calendarOf } from './own-log.ts';
import type { Transaction } from './postgres.ts';

/** What the log says of a refund, beside what its row does. */
const said = (what: string): string =>
  `(SELECT ${what} FROM ledger_event AS said WHERE said.writer = reversals.writer AND said.seq = reversals.seq)`;

interface WaitingRow extends Omit<WaitingReversal, 'amount' | 'heard'> {
  minor: number;
  currency: string;
  heardAtMs: number;
}

/**
 * Refunds that tills paid without the right to them, as they are settled. `from` is the rest of the query from FROM reversals on, which
 * says which of them, in what order and how many.
 */
export async function waitingReversals(
  tx: Transaction,
  from: string,
  values: readonly (string | number)[],
): Promise<WaitingReversal[]> {
  const { rows } = await tx.query<WaitingRow>(
    `SELECT reversals.reversal_id AS "reversalId", sale_id AS "saleId", reversals.amount AS minor, reversals.currency, reversals.day,
       ${said('received_at')} AS "heardAtMs",
       coalesce(${said("(body::jsonb ->> 'moneyBackMinor')::bigint")}, reversals.amount) AS "moneyBackMinor"
     ${from}`,
    [...values],
  );
  const calendar = await calendarOf(tx);
  return rows.map(({ minor, currency, heardAtMs, ...row }) => ({
    ...row,
    amount: { minor, currency },
    heard: businessDay(heardAtMs, calendar),
  }));
}
