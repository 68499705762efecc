import { centre } from '#shared/ledger/drawer.ts';
import { postingsOf } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { saleHolder } from '#shared/ledger/holder.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { logOf, type CentreState } from '../centre/centre-state.ts';
import { must } from './failure.ts';
import type { Effect, ToldReturn } from './effects.ts';
import type { Truth } from './truth.ts';

const settling = new Set<Fact['type']>([
  'ReversalSettled',
  'VoucherRestored',
  'VoucherVoided',
  'GiftCardVoided',
  'AchievementLost',
  'ValueClawedBack',
]);

/** What the centre moved when it settled refunds that tills had paid at a risk. Nobody was told of it at a counter. */
export const settledAtCentre = (state: CentreState): Effect[] =>
  readEntries(logOf(state, centre).envelopes.filter(({ type }) => settling.has(type as Fact['type'])))
    .flatMap(({ fact }) => postingsOf(fact, centre))
    .filter(({ holder }) => !holder.startsWith('house:') && !holder.startsWith('sale:'))
    .map(({ holder, unit, amount }) => ({ holder, unit, amount }));

/**
 * However many tills paid a sale back, with the right to it or at a risk: what left the tills beyond what was paid for it is named as a
 * loss, and no more than that; of what came back whole, all that it earned was asked back.
 */
export function checkRefunds(state: CentreState, truth: Truth): void {
  const rows = [...(state.tables.get('reversals')?.values() ?? [])].map(({ row }) => row);
  const rights = [...(state.tables.get('balances')?.values() ?? [])].map(({ row }) => row);
  const returns = Map.groupBy(truth.returns(), ({ saleId }) => saleId);
  for (const sale of truth.tellings()) {
    const { saleId, outcome } = sale;
    const told = returns.get(saleId) ?? [];
    if (!told.some(({ reversal }) => reversal.provisional)) continue;
    const ours = rows.filter((row) => row['sale_id'] === saleId);
    must(
      ours.every((row) => row['provisional'] !== 1 || row['settled'] === 1),
      'refund-is-settled',
      () => `a refund of ${saleId} at a risk still waits`,
    );
    const paid = told.reduce((sum, { reversal }) => sum + reversal.money.minor, 0);
    const lost = ours.reduce((sum, row) => sum + Number(row['loss'] ?? 0), 0);
    const left = rights
      .filter((row) => row['holder'] === saleHolder(saleId))
      .reduce((sum, row) => sum + Number(row['amount']), 0);
    const back = paid - lost;
    must(
      left === 0
        ? back === outcome.due.minor
        : back <= outcome.due.minor && back <= outcome.total.minor - left,
      'refunded-once',
      () =>
        `${saleId} of ${outcome.due.minor} was paid back ${paid}, ${lost} of it named as lost, and ${left} may still be`,
    );
    checkAskedBack(
      saleId,
      told,
      ours.map((row) => Number(row['taken'])),
      outcome.total.minor,
      left,
    );
  }
}

function checkAskedBack(
  saleId: string,
  told: readonly ToldReturn[],
  taken: readonly number[],
  totalMinor: number,
  left: number,
): void {
  const used = taken.reduce((sum, minor) => sum + minor, 0);
  must(
    used + left === totalMinor,
    'refunded-once',
    () => `${saleId}: ${told.length} returns used ${used} of the right, ${left} of ${totalMinor} is left`,
  );
}
