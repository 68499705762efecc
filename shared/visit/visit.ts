import type { Line } from '../basket/basket.ts';
import type { CardId, ClaimId, GiftCardId, VoucherId, WalletId } from '../members/wallet.ts';
import type { IdentifiedBy } from '../members/identified-by.ts';
import type { Lot, Unit } from '../ledger/posting.ts';

/**
 * One customer at the counter, from the first scan to the confirmed sale. Lives in memory only: what must survive is in
 * the ledger. A value: every command makes a new one.
 */
export interface Visit {
  /** The member whose card was shown, or who was found by name. */
  member: VisitMember | null;
  /** A well-formed card that opens no wallet yet: the cashier may enrol it with one key. */
  newCard: NewCard | null;
  /** The next card or code is that of whoever sent the customer. */
  asksReferrer: boolean;
  /** Who sent whoever is about to be enrolled. */
  referrer: Referrer | null;
  /** Vouchers laid on the counter, to be redeemed with the sale. */
  vouchers: readonly VisitVoucher[];
  /** Gift cards laid on the counter: to pay with, or to be loaded. */
  giftCards: readonly VisitGiftCard[];
  /** A receipt that waits to be credited to whoever stands here. */
  claim: VisitClaim | null;
  /** Countable things so far, by item. */
  items: Readonly<Record<string, number>>;
  /** What the register said that is bought, line by line; null when only an amount is known. */
  lines: readonly Line[] | null;
  /** Offers that the cashier chose, in that order; with an amount, for paying with value in part. */
  chosen: readonly ChosenOffer[];
}

/** A member who sent a friend, and how we were told; `tail` is of the card that was shown. */
export interface Referrer {
  walletId: WalletId;
  by: 'card' | 'code';
  tail: string;
}

export interface ChosenOffer {
  offerId: string;
  /** In minor units; null for as much as may be. */
  amountMinor: number | null;
}

export interface VisitMember {
  walletId: WalletId;
  /** The card that was shown; null for somebody who was found without one. */
  cardId: CardId | null;
  by: IdentifiedBy;
  /** The last characters of the card, for the eye. */
  tail: string;
}

export interface NewCard {
  walletId: WalletId;
  cardId: CardId;
  tail: string;
  format: string;
}

export interface VisitVoucher {
  voucherId: VoucherId;
  unit: Unit;
  amount: number;
  lot: Lot;
  label: string;
}

export interface VisitGiftCard {
  giftCardId: GiftCardId;
  /** The last characters of its code, for the eye. */
  tail: string;
  /** The whole code of one that was made just now, to be printed when it is paid; null for one that somebody brought. */
  newCode: string | null;
}

/** A receipt that can be claimed here. */
export interface VisitClaim {
  claimId: ClaimId;
}

/** Nobody at the counter. */
export const emptyVisit: Visit = {
  member: null,
  newCard: null,
  asksReferrer: false,
  referrer: null,
  vouchers: [],
  giftCards: [],
  claim: null,
  items: {},
  lines: null,
  chosen: [],
};
