import type { Day } from '../base/business-time.ts';
import type { Drawer, Writer } from '../ledger/drawer.ts';
import type { Part, Unit } from '../ledger/posting.ts';
import type { MemberFacts } from '../members/member-facts.ts';
import type { ClaimId, VoucherId, WalletId } from '../members/wallet.ts';
import type { GiftLoad, OriginalSale } from './reverse-original.ts';
import type { DebtPolicy, Purse } from './reverse-unit.ts';

/** Somebody wants a sale taken back: wholly (`void`), or so much of it; null is all that is left. */
export interface ReversalWanted {
  reversalId: string;
  saleId: string;
  kind: 'void' | 'refund';
  amountMinor: number | null;
  /** Which of the sale's lines, counted from 0, and how much of each; empty when nobody told. */
  lines: readonly { line: number; amountMinor: number }[];
  note: string;
}

/** How many days after the sale it may be taken back. */
export const refundDays = 365;

/** What the shop decided about taking sales back. */
export interface ReversalPolicy {
  debt: DebtPolicy;
  /** How many days after the sale it may still be taken back. */
  refundDays: number;
  /** How much money one sale may bring back, in minor units, while nobody here knows that sale. 0 is none. */
  unknownSaleMinor: number;
  /** The same for all that this till risks on one business day, vouchers and points included. */
  riskPerTillMinor: number;
}

/** How much of a sale may still be taken back, and who may: the right is one, and lies whole in one drawer. */
export interface RefundRight {
  /** Whether the till that sold ever opened it; before that, it lies with that till, and is all of the sale. */
  opened: boolean;
  here: readonly Part[];
  /** Drawers of others in which some of it lies. */
  elsewhere: readonly { drawer: Drawer; amount: number }[];
}

/** What the ledger knows of the sale and its member, handed in. Reads of one moment. */
export interface ReversalCase {
  till: Writer;
  day: Day;
  policy: ReversalPolicy;
  currency: string;
  /** Undefined when neither this till nor anybody it can ask knows the sale. */
  sale: OriginalSale | undefined;
  right: RefundRight;
  earlier: EarlierReversals;
  purse(walletId: WalletId, unit: Unit): Purse;
  /** What the member reached, and what their sales counted for it, this one as it stands before. */
  member(walletId: WalletId): Pick<MemberFacts, 'reached' | 'counted'>;
  /** How much a voucher still holds in this till's drawer. */
  voucherHere(voucherId: VoucherId): number;
  /** How much of a load is still on its gift card, in this till's drawer. */
  loadLeft(load: GiftLoad): number;
  /** How much of a unit of an unclaimed receipt lies in this till's drawer. */
  claimHere(claimId: ClaimId, unit: Unit): number;
  /** Whether any of it lies in another drawer, as far as was heard. */
  claimAway(claimId: ClaimId): boolean;
  /** Whether a voucher was taken back before. */
  voucherVoided(voucherId: VoucherId): boolean;
  /** What a till is called. */
  tillName(writer: Drawer): string;
}

/** What was taken back of a sale before, as far as this till knows. */
export interface EarlierReversals {
  /** How much of the right to refund is used up. */
  takenMinor: number;
  /** How much was given back without that right. */
  provisionalMinor: number;
  /** How much of that the centre has not settled yet. */
  awaitedMinor: number;
  /** What this till risked today, for whatever sale. */
  riskedTodayMinor: number;
  /** Whether a sale of no amount was voided. */
  voided: boolean;
}

/** A case in which the sale is known. */
export type KnownCase = ReversalCase & { sale: OriginalSale };
