import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { campaignHolder, debtHolder } from '#shared/ledger/holder.ts';
import { claimHolder, giftCardHolder, voucherHolder, walletHolder } from '#shared/members/wallet.ts';
import type { SaleRecord } from '../tills/sale-record.ts';
import { campaignId } from '../tills/shop.ts';
import type { TakenBack } from '../tills/take-back.ts';

/** What a cashier was told of a sale, and so what customer and shop really exchanged; and what its till wrote down besides. */
export interface ToldSale extends SaleRecord {
  saleId: string;
  box: string;
  /** The gift card that lay there, to pay or to be loaded. */
  giftCardId: string | null;
  atMs: number;
  outcome: OutcomeView;
  /** Whether the centre was within reach when the customer came. */
  online: boolean;
}

/** What a cashier was told of a sale that was taken back. */
export type ToldReturn = Exclude<TakenBack, { refusal: string }> & {
  reversalId: string;
  saleId: string;
  /** Where it was taken back. */
  box: string;
  /** Whose the sale was; of a claimed receipt, who claimed it. */
  walletId: string;
};

/** Whose value changes by how much, whatever drawer it lies in. */
export interface Effect {
  holder: string;
  unit: string;
  amount: number;
}

/** The coupon's uses that are left, as the ledger names them. */
export const campaign: [holder: string, unit: string] = [campaignHolder(campaignId), `uses:${campaignId}`];
/** What gift cards hold money in. */
export const giftUnit = 'gift:EUR';

/** What of a sale earns: what was paid with money or a gift card. Money that is put on a card earns when it is spent. */
export const earnedOn = ({ outcome }: ToldSale): number =>
  outcome.loaded.length > 0
    ? 0
    : outcome.due.minor + outcome.giftCards.reduce((sum, { paidMinor }) => sum + paidMinor, 0);

/** How often the coupon with a limit took something off a sale. */
export const couponUses = ({ outcome }: Pick<ToldSale, 'outcome'>): ToldSale['outcome']['reductions'] =>
  outcome.reductions.filter(({ reason }) => reason.code !== 'MEMBERSHIP_BENEFIT');

/** Read off what people saw, not off the ledger: awards in, exchanges out, vouchers in and out. */
export function effectsOf({ walletId, giftCardId, outcome, claimId, others }: ToldSale): Effect[] {
  const wallet = walletHolder(walletId);
  const [card, [campaignOf, uses]] = [giftCardHolder(giftCardId ?? ''), campaign];
  return [
    ...outcome.loaded.map(({ amount }) => ({ holder: card, unit: giftUnit, amount })),
    ...outcome.giftCards.map(({ paidMinor }) => ({ holder: card, unit: giftUnit, amount: -paidMinor })),
    ...(outcome.claim?.value ?? []).map((piece) => ({ holder: claimHolder(claimId ?? ''), ...piece })),
    ...others.map((one) => ({ holder: walletHolder(one.walletId), unit: one.unit, amount: one.amount })),
    ...couponUses({ outcome }).map(() => ({ holder: campaignOf, unit: uses, amount: -1 })),
    ...outcome.awards.map(({ unit, amount }) => ({
      holder: wallet,
      unit,
      amount,
    })),
    ...outcome.issued.flatMap(({ voucherId, unit, amount, reason }) => [
      { holder: wallet, ...exchanged(reason) },
      { holder: voucherHolder(voucherId), unit, amount },
    ]),
    ...outcome.redeemed.map(({ voucherId, unit, amount }) => ({
      holder: voucherHolder(voucherId),
      unit,
      amount: -amount,
    })),
  ];
}

/** The same of a sale that came back. */
export function returnEffects(
  { walletId, reversal, voided, restored, asked }: ToldReturn,
  sale?: ToldSale,
): Effect[] {
  const [wallet, debt] = [walletHolder(walletId), debtHolder(walletId)];
  const card = giftCardHolder(sale?.giftCardId ?? '');
  const friend = asked.find((one) => one !== walletId) ?? '';
  return [
    ...reversal.steps.flatMap(({ code, unit, amount }): Effect[] => {
      if (code === 'CLAWED_BACK') return [{ holder: wallet, unit, amount: -amount }];
      if (code === 'GIVEN_BACK')
        return [{ holder: unit === campaign[1] ? campaign[0] : wallet, unit, amount }];
      if (code === 'CARD_GIVEN_BACK') return [{ holder: card, unit, amount }];
      if (code === 'LOAD_TAKEN_BACK') return [{ holder: card, unit, amount: -amount }];
      if (code === 'CLAIM_LESSENED')
        return [{ holder: claimHolder(sale?.claimId ?? ''), unit, amount: -amount }];
      // What they did not have they owe: taken together it is less for them.
      if (code === 'TAKEN_FROM_FRIEND') return [{ holder: debtHolder(friend), unit, amount: -amount }];
      if (code === 'DEBT_MADE') return [{ holder: debt, unit, amount: -amount }];
      return [];
    }),
    ...voided.map(({ voucherId, unit, amount }) => ({
      holder: voucherHolder(voucherId),
      unit,
      amount: -amount,
    })),
    ...restored.map(({ voucherId, unit, amount }) => ({ holder: voucherHolder(voucherId), unit, amount })),
  ];
}

function exchanged({ code, params }: OutcomeView['issued'][number]['reason']): Omit<Effect, 'holder'> {
  if (code === 'POINTS_BECOME_VOUCHER') return { unit: 'points:points', amount: -Number(params['points']) };
  return { unit: 'stamps:coffee', amount: -Number(params['stamps']) };
}
