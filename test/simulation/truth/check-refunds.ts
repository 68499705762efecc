import { sumOf } from '#shared/ledger/posting.ts';
import { centre, suspenseOf } from '#shared/ledger/drawer.ts';
import { postingsOf } from '#shared/ledger/envelope.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { saleHolder } from '#shared/ledger/holder.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { Row } from '#shared/projections/projection.ts';
import { logOf, type CentreState } from '../centre/centre-state.ts';
import { risksAtCentre } from './at-rest.ts';
import { must } from './failure.ts';
import type { Effect, ToldReturn } from './effects.ts';
import { truthKey, type Truth } from './truth.ts';

const settling = new Set<Fact['type']>([
  'ReversalSettled',
  'VoucherRestored',
  'VoucherVoided',
  'GiftCardVoided',
  'AchievementLost',
  'ClaimLessened',
  'ValueAwarded',
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
export function checkRefunds(state: CentreState, truth: Truth, isRevoked: (box: string) => boolean): void {
  const rows = [...(state.tables.get('reversals')?.values() ?? [])].map(({ row }) => row);
  const rights = [...(state.tables.get('balances')?.values() ?? [])].map(({ row }) => row);
  const returns = Map.groupBy(truth.returns(), ({ saleId }) => saleId);
  const risks = risksAtCentre(state);
  const found = (saleId: string): number => risks.get(truthKey(saleHolder(saleId), 'refund:EUR'))?.taken ?? 0;
  for (const sale of truth.tellings()) {
    const { saleId, outcome } = sale;
    const told = returns.get(saleId) ?? [];
    const ours = rows.filter((row) => row['sale_id'] === saleId);
    if (!told.some(({ reversal }) => reversal.provisional)) {
      // What a card paid and was found missing on it comes back in money.
      const cards = outcome.giftCards.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
      const back = told.reduce((sum, { reversal }) => sum + reversal.money.minor, 0);
      const twice = back + backOntoCards(state, saleId, told) - outcome.due.minor - cards;
      const named = ours.reduce((sum, row) => sum + Number(row['loss'] ?? 0), 0) + found(saleId);
      must(
        twice <= named,
        'refund-twice-is-named',
        () => `${saleId} was paid back ${twice} too much, ${named} of it named`,
      );
      continue;
    }
    // The right lies unopened at a till that is believed no more: that waits for the owner as well.
    const sold = state.tables.get('sales')?.get(JSON.stringify([saleId]))?.row['writer'];
    const isStranded =
      isRevoked(sale.box) || (typeof sold === 'string' && logOf(state, sold).state === 'revoked');
    if (isStranded && !rights.some((row) => row['holder'] === saleHolder(saleId))) continue;
    // A sale that was lost with its disk may still be told of, for all that anybody knows: it is awaited for thirty days.
    if (truth.mayBeLost(saleId)) continue;
    // Its right is suspended at a till that was given up and came back: it waits for the owner, and people know what was paid.
    if (rights.some((row) => row['holder'] === saleHolder(saleId) && isSuspended(row))) continue;
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
    // A refund of a sale that nobody there knows pays money also for what a gift card paid, and the card has so much less back.
    const back = paid - lost + backOntoCards(state, saleId, told);
    const given = outcome.due.minor + outcome.giftCards.reduce((sum, { paidMinor }) => sum + paidMinor, 0);
    must(
      left === 0 ? back === given : back <= given && back <= outcome.total.minor - left,
      'refunded-once',
      () =>
        `${saleId} of ${given} was paid back ${back} and ${lost}, ${lost} of it named as lost, and ${left} may still be`,
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

const isSuspended = (row: Row): boolean =>
  String(row['drawer']).startsWith(suspenseOf('')) && Number(row['amount']) > 0;

/** What the logs say that members came to owe by what was brought back, whoever was told of it. */
export function owedByLogs(state: CentreState): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (walletId: string | null, unit: string, amount: number): void => {
    const key = truthKey(walletHolder(walletId ?? ''), unit);
    sums.set(key, (sums.get(key) ?? 0) + amount);
  };
  for (const { fact } of [...state.logs.values()].flatMap(({ envelopes }) => readEntries(envelopes)))
    if (fact.type === 'ValueClawedBack') add(fact.body.walletId, fact.body.unit, fact.body.debt);
    else if (fact.type === 'ReversalSettled')
      for (const { unit, amount } of fact.body.debts) add(fact.body.walletId, unit, amount);
  return sums;
}

/** What tills told and the centre settled to go back onto the gift cards that paid for it. */
function backOntoCards(state: CentreState, saleId: string, told: readonly ToldReturn[]): number {
  const steps = told.flatMap(({ reversal }) => reversal.steps);
  const settled = readEntries(logOf(state, centre).envelopes).flatMap(({ fact }) =>
    fact.type === 'ReversalSettled' && fact.body.saleId === saleId ? fact.body.given : [],
  );
  const ofCards = settled.filter(({ holder }) => holder.startsWith('gift-card:'));
  return (
    steps.reduce((sum, { code, amount }) => sum + (code === 'CARD_GIVEN_BACK' ? amount : 0), 0) +
    ofCards.reduce((sum, { parts }) => sum + sumOf(parts), 0)
  );
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
