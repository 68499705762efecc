import type { Day } from '../base/business-time.ts';
import type { Drawer, Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { campaignHolder, holderKind, type Holder } from '../ledger/holder.ts';
import type { Lot, Part, Unit } from '../ledger/posting.ts';
import {
  giftCardHolder,
  walletHolder,
  type ClaimId,
  type GiftCardId,
  type VoucherId,
  type WalletId,
} from '../members/wallet.ts';
import type { Money } from '../money/money.ts';

/** A voucher as a sale used it or made it. */
export interface SaleVoucher {
  voucherId: VoucherId;
  unit: Unit;
  amount: number;
  lot: Lot;
  label: string;
}

/** Money that a sale put on a gift card. */
export interface GiftLoad {
  giftCardId: GiftCardId;
  unit: Unit;
  lot: Lot;
  amount: number;
}

/** What a sale without a card left on its receipt, to be claimed. */
export interface SaleClaim {
  claimId: ClaimId;
  lot: Lot;
  value: readonly { unit: Unit; lot: Lot; amount: number }[];
}

/** What a sale brought about, as far as taking it back has to know. Read off its facts, so every till and the centre agree. */
export interface OriginalSale {
  saleId: string;
  till: Writer;
  /** The business day on which it was made. */
  day: Day;
  walletId: WalletId | null;
  total: Money;
  paidWithVouchersMinor: number;
  items: readonly { item: string; quantity: number }[];
  awards: readonly { unit: Unit; drawer: Drawer; lot: Lot; amount: number }[];
  /** What others had of it, as whoever sent this customer. */
  othersAwards: readonly { walletId: WalletId; unit: Unit; lot: Lot; amount: number }[];
  /** What was used up and turned into nothing else: it comes back part by part. */
  burns: readonly { holder: Holder; unit: Unit; parts: readonly Part[] }[];
  /** What was used up and turned into a voucher: undone whole, or not at all. Not when the till took a risk for it. */
  exchanges: readonly { unit: Unit; parts: readonly Part[]; voucher: SaleVoucher; risked: boolean }[];
  /** Vouchers that were given for the sale itself. */
  gifts: readonly SaleVoucher[];
  redeemed: readonly SaleVoucher[];
  /** What it left on its receipt; null for a sale with a card, and for one that leaves nothing. */
  claim: SaleClaim | null;
  /** What it put on gift cards; together they are its total. */
  loads: readonly GiftLoad[];
  /** Whether it counted towards a challenge, or something was reached with it: what becomes of that is not its alone. */
  countsFor: boolean;
  /** What a till cut off from the centre gave without having it: the centre decides what becomes of it. */
  risked: readonly { unit: Unit; amount: number }[];
}

/** Where a sale stands: whose log, and on which business day. */
export interface SalePlace {
  till: Writer;
  day: Day;
}

/** Reads a sale off its facts: `SaleRecorded` first, and whatever else stands in the log behind it. */
export function originalSaleOf(facts: readonly Fact[], { till, day }: SalePlace): OriginalSale | undefined {
  const [sale, ...behind] = facts;
  if (sale?.type !== 'SaleRecorded') return undefined;
  const { saleId, walletId, total, paidWithVouchersMinor, items } = sale.body;
  const lists = {
    awards: [] as OriginalSale['awards'][number][],
    othersAwards: [] as OriginalSale['othersAwards'][number][],
    burns: [] as OriginalSale['burns'][number][],
    exchanges: [] as OriginalSale['exchanges'][number][],
    gifts: [] as SaleVoucher[],
    redeemed: [] as SaleVoucher[],
    loads: [] as GiftLoad[],
    risked: [] as OriginalSale['risked'][number][],
  };
  const reached = new Set<string>();
  let countsFor = false;
  let claim: SaleClaim | null = null;
  let spent: (OriginalSale['burns'][number] & { risked: boolean; programId?: string }) | undefined;
  for (const [index, fact] of behind.entries()) {
    if ('saleId' in fact.body ? fact.body.saleId !== saleId : !paysDebt(fact)) break;
    if (fact.type === 'ProgressCounted' || fact.type === 'AchievementReached') {
      countsFor = true;
      if (fact.type === 'AchievementReached') reached.add(fact.body.programId);
      continue;
    }
    // What a goal brought stays or goes with the goal, not with a share of this sale.
    if ((fact.type === 'VoucherIssued' || fact.type === 'ValueAwarded') && reached.has(fact.body.programId))
      continue;
    // A voucher made by the same program right behind what was spent is what it was spent for.
    if (fact.type === 'VoucherIssued') {
      const { voucherId, unit, amount, lot, label } = fact.body;
      const voucher = { voucherId, unit, amount, lot, label };
      const isFor = spent && (spent.programId === undefined || spent.programId === fact.body.programId);
      if (spent && isFor) lists.exchanges.push({ ...pick(spent), risked: spent.risked, voucher });
      else lists.gifts.push(voucher);
      if (spent && !isFor) lists.burns.push({ ...pick(spent), holder: spent.holder });
      spent = undefined;
      continue;
    }
    if (fact.type === 'RiskTaken') {
      const { holder, unit, amount } = fact.body;
      const next = behind[index + 1];
      // What was spent for something else is whole; the risk is for the voucher behind it.
      if (
        spent?.programId !== undefined &&
        next?.type === 'VoucherIssued' &&
        next.body.programId !== spent.programId
      ) {
        lists.burns.push({ ...pick(spent), holder: spent.holder });
        spent = undefined;
      }
      if (holderKind(holder) === 'wallet')
        spent = { ...spent, holder, unit, parts: spent?.parts ?? [], risked: true };
      else lists.risked.push({ unit, amount });
      continue;
    }
    if (spent) lists.burns.push({ ...pick(spent), holder: spent.holder });
    spent = undefined;
    if (fact.type === 'ValueSpent') {
      const { unit, parts, walletId: owner, programId } = fact.body;
      spent = { holder: walletHolder(owner), unit, parts, risked: false, programId };
    } else if (fact.type === 'GiftCardSpent') {
      const { giftCardId, unit, parts } = fact.body;
      lists.burns.push({ holder: giftCardHolder(giftCardId), unit, parts });
    } else if (fact.type === 'GiftCardLoaded') {
      const { giftCardId, unit, lot, amount } = fact.body;
      lists.loads.push({ giftCardId, unit, lot, amount });
    } else if (fact.type === 'CampaignUsed') {
      const { campaignId, lot, uses } = fact.body;
      const parts = [{ lot, amount: uses }];
      lists.burns.push({ holder: campaignHolder(campaignId), unit: `uses:${campaignId}`, parts });
    } else if (fact.type === 'ClaimOpened') {
      const { claimId, lot, value } = fact.body;
      claim = {
        claimId,
        lot,
        value: value.map(({ unit, lot: into, amount }) => ({ unit, lot: into, amount })),
      };
    } else if (fact.type === 'ValueAwarded') {
      const { walletId: whose, unit, drawer, lot, amount } = fact.body;
      if (whose === walletId) lists.awards.push({ unit, drawer, lot, amount });
      else lists.othersAwards.push({ walletId: whose, unit, lot, amount });
    } else if (fact.type === 'VoucherRedeemed') {
      const { voucherId, unit, amount, lot } = fact.body;
      lists.redeemed.push({ voucherId, unit, amount, lot, label: '' });
    }
  }
  if (spent) lists.burns.push({ ...pick(spent), holder: spent.holder });
  return { saleId, till, day, walletId, total, paidWithVouchersMinor, items, countsFor, claim, ...lists };
}

/** What a sale earned may pay what the member owes, here or elsewhere: those facts stand among the sale's and name none. */
const paysDebt = (fact: Fact): boolean =>
  fact.type === 'DebtRepaid' || (fact.type === 'RightsReturned' && fact.body.because === 'owed');

const pick = ({ unit, parts }: { unit: Unit; parts: readonly Part[] }) => ({ unit, parts });
