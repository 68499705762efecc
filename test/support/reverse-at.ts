import type { Result } from '#shared/base/result.ts';
import { factOf } from '#shared/ledger/envelope.ts';
import { saleHolder } from '#shared/ledger/holder.ts';
import { claimHolder, giftCardHolder, voucherHolder } from '#shared/members/wallet.ts';
import { balances } from '#shared/projections/balances/balances.projection.ts';
import { foldRows } from '#shared/projections/fold.ts';
import { reachable } from '#shared/visit/ask-programs.ts';
import type { ReversalPolicy, ReversalWanted } from '#shared/visit/reverse-case.ts';
import { asClaimed } from '#shared/visit/reverse-claim.ts';
import { originalSaleOf } from '#shared/visit/reverse-original.ts';
import type { ReversalRefusal } from '#shared/visit/reverse-refusal.ts';
import { reverseSale, type Reversal } from '#shared/visit/reverse-sale.ts';
import { here, type Counter } from './given.ts';

const openPolicy: ReversalPolicy = {
  debt: 'debt',
  refundDays: 365,
  unknownSaleMinor: 0,
  riskPerTillMinor: 10_000,
};
let reversals = 0;

/** Takes a sale back at the counter that made it, over the same code as a till, and writes down what that brings about. */
export function reverseAt(
  counter: Counter,
  wanted: Pick<ReversalWanted, 'saleId'> & Partial<ReversalWanted>,
  policy: Partial<ReversalPolicy> = {},
): Result<Reversal, ReversalRefusal> {
  const { look, envelopes } = counter;
  const { till, time, settings } = counter.here();
  const own = envelopes.filter(({ writer }) => writer === till);
  const facts = own.flatMap((envelope) => factOf(envelope) ?? []);
  const { saleId } = wanted;
  const at = facts.findIndex((fact) => fact.type === 'SaleRecorded' && fact.body.saleId === saleId);
  const sale = at < 0 ? undefined : originalSaleOf(facts.slice(at), { till, day: own[at]?.day ?? time.day });
  const held = (holder: string) =>
    foldRows(balances, envelopes)
      .filter((row) => row['holder'] === holder && Number(row['amount']) !== 0)
      .map((row) => ({
        unit: String(row['unit']),
        drawer: String(row['drawer']),
        lot: String(row['lot']),
        amount: Number(row['amount']),
      }));
  const reversed = facts.flatMap((fact) =>
    fact.type === 'SaleReversed' && fact.body.saleId === saleId ? [fact.body] : [],
  );
  const right = held(saleHolder(saleId));
  reversals += 1;
  const done = reverseSale(
    {
      reversalId: `reversal-${reversals}`,
      kind: 'refund',
      amountMinor: null,
      lines: [],
      note: '',
      ...wanted,
    },
    {
      till,
      day: time.day,
      policy: { ...openPolicy, ...policy },
      currency: settings.currency,
      sale: sale?.claim ? asClaimed(sale, look.claim(sale.claim.claimId)?.claimedBy ?? null) : sale,
      right: {
        opened: facts.some((fact) => fact.type === 'RefundOpened' && fact.body.saleId === saleId),
        here: right.filter(({ drawer }) => drawer === till),
        elsewhere: right.filter(({ drawer }) => drawer !== till),
      },
      earlier: {
        takenMinor: reversed.flatMap(({ parts }) => parts).reduce((sum, { amount }) => sum + amount, 0),
        provisionalMinor: 0,
        awaitedMinor: 0,
        riskedTodayMinor: 0,
        voided: reversed.length > 0,
      },
      purse: (walletId, unit) => ({
        lots: look.lots(walletId).filter((lot) => lot.unit === unit && lot.drawer === till),
        debts: look
          .debts(walletId)
          .filter((debt) => debt.unit === unit)
          .map(({ drawer, lot, amount }) => ({ drawer, lot, amount: -amount })),
        elsewhere: reachable(
          look.lots(walletId).filter(({ drawer }) => drawer !== till),
          unit,
          time.day,
        ),
      }),
      member: (walletId) => look.memberFacts(walletId),
      voucherHere: (voucherId) =>
        held(voucherHolder(voucherId))
          .filter(({ drawer }) => drawer === till)
          .reduce((sum, { amount }) => sum + amount, 0),
      loadLeft: ({ giftCardId, unit, lot }) =>
        held(giftCardHolder(giftCardId))
          .filter((row) => row.drawer === till && row.unit === unit && row.lot === lot)
          .reduce((sum, { amount }) => sum + amount, 0),
      claimAway: (claimId) =>
        held(claimHolder(claimId)).some(({ amount, drawer }) => amount > 0 && drawer !== till),
      claimHere: (claimId, unit) =>
        held(claimHolder(claimId))
          .filter((row) => row.drawer === till && row.unit === unit)
          .reduce((sum, { amount }) => sum + amount, 0),
      voucherVoided: (voucherId) => Boolean(look.voucher(voucherId)?.voidedAtMs),
      tillName: (writer) => writer,
    },
  );
  if (done.ok) counter.learns(done.value.facts, here.writer);
  return done;
}
