import type { Fact } from '../ledger/events.ts';
import { holderKind } from '../ledger/holder.ts';
import { sumOf, type Unit } from '../ledger/posting.ts';
import type { Money } from '../money/money.ts';
import type { OriginalSale, SaleVoucher } from './reverse-original.ts';

/** One thing that a reversal moves and why, for people. The code has a sentence under `refund.why.<code>`. */
export interface ReversalStep {
  code:
    | 'AT_RISK'
    | 'CARD_GIVEN_BACK'
    | 'CLAIM_LESSENED'
    | 'CLAWED_BACK'
    | 'DEBT_MADE'
    | 'DEBT_REPAID'
    | 'FORGIVEN'
    | 'GIVEN_BACK'
    | 'LOAD_TAKEN_BACK'
    | 'TAKEN_FROM_FRIEND'
    | 'REACHED_NO_MORE'
    | 'VOUCHER_KEPT'
    | 'VOUCHER_RESTORED'
    | 'VOUCHER_VOIDED';
  unit: Unit;
  amount: number;
  /** What a coupon promises; empty for everything else. */
  label: string;
}

/** What a reversal does, as somebody is told before and after it. */
export interface ReversalMoves {
  /** What the customer gets back in money. */
  money: Money;
  /** The centre still has to look at it: nobody here knows the sale. */
  provisional: boolean;
  /** How much of the sale may still be taken back afterwards, or null when nobody here knows. */
  left: Money | null;
  steps: ReversalStep[];
}

/**
 * Reads off the facts of a reversal what moved: told from what is written down, it is the same whenever somebody asks. Of the sale only
 * whose it was is needed, and its vouchers for what they promise.
 */
export function stepsOf(
  facts: readonly Fact[],
  sale: Pick<OriginalSale, 'walletId' | 'redeemed' | 'gifts' | 'exchanges'>,
): ReversalStep[] {
  const vouchers = [...sale.redeemed, ...sale.gifts, ...sale.exchanges.map(({ voucher }) => voucher)];
  const prizes = facts.flatMap((fact) => (fact.type === 'AchievementLost' ? (fact.body.voucher ?? []) : []));
  const labelOf = (voucherId: string) =>
    [...vouchers, ...prizes].find((one) => one.voucherId === voucherId)?.label ?? '';
  const step = (code: ReversalStep['code'], unit: Unit, amount: number, label = ''): ReversalStep[] =>
    amount > 0 ? [{ code, unit, amount, label }] : [];
  return facts.flatMap((fact) => {
    switch (fact.type) {
      case 'AchievementLost':
        return step('REACHED_NO_MORE', `coupon:${fact.body.programId}`, 1, fact.body.title);
      case 'VoucherRestored':
      case 'VoucherVoided': {
        const { voucherId, unit, amount } = fact.body;
        const code = fact.type === 'VoucherVoided' ? 'VOUCHER_VOIDED' : 'VOUCHER_RESTORED';
        return step(code, unit, amount, labelOf(voucherId));
      }
      case 'ClaimLessened':
        return fact.body.value.flatMap(({ unit, amount }) => step('CLAIM_LESSENED', unit, amount));
      case 'GiftCardVoided':
        return step('LOAD_TAKEN_BACK', fact.body.unit, sumOf(fact.body.parts));
      case 'ValueGivenBack':
        return step(
          holderKind(fact.body.holder) === 'gift-card' ? 'CARD_GIVEN_BACK' : 'GIVEN_BACK',
          fact.body.unit,
          sumOf(fact.body.parts),
        );
      case 'ValueClawedBack': {
        const { walletId, unit, parts, debt, forgiven } = fact.body;
        if (sale.walletId !== null && walletId !== sale.walletId)
          return step('TAKEN_FROM_FRIEND', unit, sumOf(parts) + debt);
        const taken = step('CLAWED_BACK', unit, sumOf(parts));
        return [...taken, ...step('DEBT_MADE', unit, debt), ...step('FORGIVEN', unit, forgiven)];
      }
      case 'DebtRepaid':
        return step('DEBT_REPAID', fact.body.unit, sumOf(fact.body.parts));
      case 'RightsReturned':
        return fact.body.because === 'owed'
          ? step('DEBT_REPAID', fact.body.unit, sumOf(fact.body.parts))
          : [];
      default:
        return [];
    }
  });
}

/** What a whole reversal leaves as it is: vouchers used or lying elsewhere, and what was given at a risk. */
export function stepsNotTaken(sale: OriginalSale, isGone: (voucher: SaleVoucher) => boolean): ReversalStep[] {
  return [
    ...sale.risked.map(({ unit, amount }) => ({ code: 'AT_RISK' as const, unit, amount, label: '' })),
    ...keptSteps(
      [...sale.exchanges.map(({ voucher }) => voucher), ...sale.gifts].filter((voucher) => !isGone(voucher)),
    ),
  ];
}

/** Vouchers that stay with whoever has them. */
export const keptSteps = (vouchers: readonly SaleVoucher[]): ReversalStep[] =>
  vouchers.map(({ unit, amount, label }) => ({ code: 'VOUCHER_KEPT', unit, amount, label }));
