import type { Envelope } from '#shared/ledger/envelope.ts';
import { debtHolder } from '#shared/ledger/holder.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import { historyEvents, walletInBody } from '#shared/reports/member-history.ts';
import { newestFirst, type AskHistory, type ToldHistory } from '#shared/sync/protocol.ts';
import type { Postgres } from './postgres.ts';
import { envelopeColumns } from './stored-envelope.ts';

/** What happened to whoever has these wallets, at every till, newest first, older than a mark; and what they hold at that moment. */
export function memberHistory(
  postgres: Postgres,
  { wallets, before, limit }: AskHistory,
): Promise<ToldHistory> {
  const { hlc, writer, seq } = before ?? { hlc: '~', writer: '', seq: 0 };
  const work = async (tx: Parameters<Parameters<Postgres['transaction']>[0]>[0]): Promise<ToldHistory> => {
    const found: Envelope[] = [];
    for (const walletId of wallets) {
      const { rows } = await tx.query<Envelope>(
        `SELECT ${envelopeColumns} FROM ledger_event
         WHERE substring(body from '${walletInBody}') = $1 AND (hlc, writer, seq) < ($2, $3, $4::bigint) AND type = ANY($5)
         ORDER BY ledger_event.hlc DESC, ledger_event.writer DESC, ledger_event.seq DESC LIMIT ${limit}`,
        [walletId, hlc, writer, seq, historyEvents],
      );
      found.push(...rows);
    }
    const holders = wallets.flatMap((walletId) => [walletHolder(walletId), debtHolder(walletId)]);
    const { rows } = await tx.query<{ unit: string; amount: number }>(
      'SELECT unit, sum(amount)::bigint AS amount FROM balances WHERE holder = ANY($1) GROUP BY unit',
      [holders],
    );
    const held = Object.fromEntries(rows.map(({ unit, amount }) => [unit, amount]));
    return { envelopes: found.sort(newestFirst).slice(0, limit), held };
  };
  return postgres.transaction(work, { begin: 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' });
}
