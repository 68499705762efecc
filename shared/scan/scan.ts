import type { VoucherToken } from './voucher-token.ts';

/** What a scan means. `code` of a card is normalised: two scans of one card give one text. */
export type Scan =
  | { kind: 'member-card'; code: string; format: string }
  /** Money to whoever holds it: its code is normalised too, and never stored. */
  | { kind: 'gift-card'; code: string }
  | { kind: 'voucher'; token: VoucherToken; signed: SignedBytes }
  /** A receipt that may be claimed; `proof` is null for the short form, which nobody signed. */
  | { kind: 'claim'; claimId: string; proof: { token: VoucherToken; signed: SignedBytes } | null }
  /** A member's word to a friend: the beginning of the wallet of whoever sends them, as eight hex digits. */
  | { kind: 'referral'; walletStart: string }
  /** A voucher by its id alone: whether there is such a one is for the ledger to say. */
  | { kind: 'voucher-number'; voucherId: string }
  /** Somebody else's code that we know: never a card. `gtin` has 14 digits; a coupon has none that matters. */
  | { kind: 'article'; what: 'product' | 'coupon'; gtin: string | null; format: string }
  /** A line of some sheet of actions, in capitals: the till knows its own, and what each does. */
  | { kind: 'action'; code: string }
  | { kind: 'unreadable'; format: string; reason: UnreadableReason }
  /** Nothing of ours by its looks: every reading, for whoever gives out words of their own. */
  | { kind: 'unknown'; readings: readonly string[] };

/** The bytes a signature covers, and the signature: whoever knows the issuer's key can check it, without a network. */
export interface SignedBytes {
  body: Uint8Array;
  signature: Uint8Array;
}

/** We know what it wants to be, and that it is damaged. */
export type UnreadableReason = 'CHECK_CHARACTERS' | 'WRONG_LENGTH' | 'UNKNOWN_VERSION' | 'CHANGING_NUMBER';
