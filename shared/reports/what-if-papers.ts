import type { Fact } from '../ledger/events.ts';
import type { WalletId } from '../members/wallet.ts';
import type { KnownGiftCard, KnownVoucher } from '../visit/look-up.ts';

/** What is known of vouchers, gift cards and limited coupons after the facts that were told; what lies in them is held elsewhere. */
export interface Papers {
  voucher(voucherId: string): KnownVoucher | undefined;
  /** Every voucher made for a member, oldest first, used or not. */
  vouchersOf(walletId: WalletId): readonly KnownVoucher[];
  giftCard(giftCardId: string): Pick<KnownGiftCard, 'tail' | 'vat'> | undefined;
  campaign(campaignId: string): { opened: number; used: number };
  tell(fact: Fact, atMs: number): void;
}

/** None yet. New vouchers lie in the drawer of `till`. */
export function createPapers(till: string): Papers {
  const vouchers = new Map<string, KnownVoucher>();
  const byMember = new Map<WalletId, KnownVoucher[]>();
  const giftCards = new Map<string, Pick<KnownGiftCard, 'tail' | 'vat'>>();
  const campaigns = new Map<string, { opened: number; used: number }>();
  const change = (voucherId: string, now: Partial<KnownVoucher>): void => {
    const voucher = vouchers.get(voucherId);
    if (voucher) Object.assign(voucher, now);
  };
  const campaignOf = (campaignId: string) => {
    const known = campaigns.get(campaignId) ?? { opened: 0, used: 0 };
    campaigns.set(campaignId, known);
    return known;
  };
  return {
    voucher: (voucherId) => vouchers.get(voucherId),
    vouchersOf: (walletId) => byMember.get(walletId) ?? [],
    giftCard: (giftCardId) => giftCards.get(giftCardId),
    campaign: (campaignId) => campaigns.get(campaignId) ?? { opened: 0, used: 0 },
    tell(fact, atMs) {
      switch (fact.type) {
        case 'VoucherIssued': {
          const { voucherId, walletId, unit, amount, lot, label, useLot = null } = fact.body;
          const what = { voucherId, unit, amount, lot, label, walletId, useLot };
          const voucher = { ...what, drawer: till, redeemedAtMs: null };
          vouchers.set(voucherId, voucher);
          if (walletId === null) break;
          const own = byMember.get(walletId);
          if (own) own.push(voucher);
          else byMember.set(walletId, [voucher]);
          break;
        }
        case 'VoucherRedeemed':
          change(fact.body.voucherId, { redeemedAtMs: atMs });
          break;
        case 'VoucherRestored':
          change(fact.body.voucherId, { redeemedAtMs: null });
          break;
        case 'PlaceGivenUp':
          if (fact.body.useLot !== null) campaignOf(fact.body.programId).used -= 1;
          change(fact.body.voucherId, { voidedAtMs: atMs });
          break;
        case 'VoucherVoided':
          if (fact.body.use) campaignOf(fact.body.use.campaignId).used -= 1;
          change(fact.body.voucherId, { voidedAtMs: atMs });
          break;
        case 'GiftCardLoaded':
          if (!giftCards.has(fact.body.giftCardId)) giftCards.set(fact.body.giftCardId, fact.body);
          break;
        case 'CampaignOpened':
          campaignOf(fact.body.campaignId).opened += fact.body.limit;
          break;
        case 'CampaignUsed':
          campaignOf(fact.body.campaignId).used += fact.body.uses;
          break;
        default:
      }
    },
  };
}

/** Whether a voucher is there and was neither used nor voided. */
export const isUsable = (voucher: KnownVoucher | undefined): boolean =>
  voucher !== undefined && voucher.redeemedAtMs === null && (voucher.voidedAtMs ?? null) === null;
