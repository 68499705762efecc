import type { Unit } from '../ledger/posting.ts';

/** Why a sale is not taken back. Each code has a sentence under `refusal.<code>` in every language. */
export type ReversalRefusal =
  | { code: 'AMOUNT_ZERO' }
  /** Of a gift card that was sold only so much can be had; the rest was spent, or lies with a till that cannot be asked. */
  | { code: 'REFUND_CARD_USED'; leftMinor: number }
  /** What its receipt brought was asked for by another till, and nobody here knows yet whether it was claimed. */
  | { code: 'REFUND_CLAIM_AWAY' }
  /** All the money is back; the rest was paid with vouchers, which come back whole. */
  | { code: 'REFUND_CUTS_VOUCHER'; moneyMinor: number; leftMinor: number; currency: string }
  | { code: 'REFUND_ELSEWHERE'; tillName: string }
  | { code: 'REFUND_LINES_DIFFER'; linesMinor: number }
  /** The sale was made in another currency than this shop's: what is typed here would be read as that. */
  | { code: 'REFUND_OTHER_CURRENCY'; currency: string }
  /** The member used up what the sale had earned, and the owner lets nobody owe. */
  | { code: 'REFUND_OVERDRAWS'; unit: Unit; missing: number }
  | { code: 'REFUND_TOO_LARGE'; leftMinor: number }
  | { code: 'REFUND_TOO_LATE'; expiryDay: string }
  | { code: 'SALE_ALREADY_REVERSED' }
  | { code: 'SALE_UNKNOWN' }
  | { code: 'VOID_AFTER_REFUND' }
  | { code: 'VOID_TOO_LATE' };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const reversalRefusalCodes = Object.keys({
  AMOUNT_ZERO: 0,
  REFUND_CARD_USED: 0,
  REFUND_CLAIM_AWAY: 0,
  REFUND_CUTS_VOUCHER: 0,
  REFUND_ELSEWHERE: 0,
  REFUND_LINES_DIFFER: 0,
  REFUND_OTHER_CURRENCY: 0,
  REFUND_OVERDRAWS: 0,
  REFUND_TOO_LARGE: 0,
  REFUND_TOO_LATE: 0,
  SALE_ALREADY_REVERSED: 0,
  SALE_UNKNOWN: 0,
  VOID_AFTER_REFUND: 0,
  VOID_TOO_LATE: 0,
} satisfies Record<ReversalRefusal['code'], 0>);
