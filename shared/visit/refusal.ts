import type { AmountRefusal } from '../money/money.ts';
import type { CouponWindow } from './coupon-window.ts';
import type { UnreadableReason } from '../scan/scan.ts';

/** Everything the counter may say no to. Each code has a sentence under `refusal.<code>` in every language. */
export type Refusal =
  | AmountRefusal
  | CouponWindow
  | { code: 'ACTION_NOT_IN_USE' }
  | { code: 'ARTICLE_CODE' }
  | { code: 'CARD_BLOCKED'; tail: string }
  | { code: 'CARD_NEEDED'; limitMinor: number }
  | { code: 'CHIP_NUMBER_CHANGES' }
  | { code: 'CLAIM_AT_CENTRE' }
  | { code: 'CLAIM_ELSEWHERE'; tillName: string }
  | { code: 'CLAIM_EXPIRED'; expiryDay: string }
  | { code: 'CLAIM_FORGED' }
  | { code: 'CLAIM_NOT_HEARD' }
  | { code: 'CLAIM_NOTHING' }
  | { code: 'CLAIM_REFUNDED' }
  | { code: 'CLAIM_TAKEN'; claimedDay: string }
  | { code: 'CLAIM_TOO_MANY'; most: number }
  | { code: 'CLAIM_UNKNOWN' }
  | { code: 'CLAIM_WAITS' }
  | { code: 'CODE_UNKNOWN' }
  | { code: 'CODE_UNREADABLE'; reason: UnreadableReason }
  | { code: 'COUPON_ALREADY_PRESENTED' }
  | { code: 'FOREIGN_COUPON' }
  | { code: 'GIFT_CARD_ALREADY_PRESENTED' }
  | { code: 'GIFT_CARD_AMOUNT_FIXED' }
  | { code: 'GIFT_CARD_AMOUNT_RANGE'; leastMinor: number; mostMinor: number }
  | { code: 'GIFT_CARD_AT_CENTRE'; amountMinor: number }
  | { code: 'GIFT_CARD_ELSEWHERE'; tillName: string; amountMinor: number }
  | { code: 'GIFT_CARD_EMPTY'; tail: string }
  | { code: 'GIFT_CARD_EXPIRED'; tail: string; expiryDay: string }
  | { code: 'GIFT_CARD_OTHER_CURRENCY'; tail: string; shopCurrency: string }
  | { code: 'GIFT_CARD_UNKNOWN' }
  | { code: 'GIFT_CARDS_NOT_SOLD' }
  | { code: 'NO_CLAIM' }
  | { code: 'NO_CUSTOMER' }
  | { code: 'NO_GIFT_CARD' }
  | { code: 'NO_NEW_CARD' }
  | { code: 'NOT_ENROLLED'; tail: string }
  | { code: 'NOT_WHILE_OFFLINE' }
  | { code: 'OFFER_NOT_NOW' }
  | { code: 'REFERRAL_CIRCLE' }
  | { code: 'REFERRAL_CODE_UNKNOWN' }
  | { code: 'REFERRAL_KNOWN' }
  | { code: 'REFERRAL_NOT_NEW' }
  | { code: 'REFERRAL_NOT_OFFERED' }
  | { code: 'REFERRAL_OWN_CARD' }
  | { code: 'REFERRAL_SAME_HOUSEHOLD' }
  | { code: 'REFERRAL_SELF' }
  | { code: 'REFERRAL_TOO_MANY'; most: number }
  | { code: 'RESTRICTED' }
  | { code: 'RETIRED' }
  | { code: 'VOUCHER_ALREADY_PRESENTED' }
  | { code: 'VOUCHER_AT_CENTRE' }
  | { code: 'VOUCHER_ELSEWHERE'; tillName: string }
  | { code: 'VOUCHER_EXPIRED'; expiryDay: string }
  | { code: 'VOUCHER_FORGED' }
  | { code: 'VOUCHER_NOT_YET'; opensDay: string }
  | { code: 'VOUCHER_OTHER_CURRENCY'; shopCurrency: string }
  | { code: 'VOUCHER_OVER_LIMIT'; leftMinor: number }
  | { code: 'VOUCHER_SPENT'; redeemedAtMs: number }
  | { code: 'VOUCHER_SUSPENDED' }
  | { code: 'VOUCHER_UNKNOWN' }
  | { code: 'VOUCHER_VOIDED'; voidedAtMs: number }
  | { code: 'VOUCHERS_EXCEED_SALE'; vouchersMinor: number; totalMinor: number };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const refusalCodes = Object.keys({
  ACTION_NOT_IN_USE: 0,
  AMOUNT_NEGATIVE: 0,
  AMOUNT_NOT_A_NUMBER: 0,
  AMOUNT_TOO_LARGE: 0,
  AMOUNT_ZERO: 0,
  ARTICLE_CODE: 0,
  CARD_BLOCKED: 0,
  CARD_NEEDED: 0,
  CHIP_NUMBER_CHANGES: 0,
  CLAIM_AT_CENTRE: 0,
  CLAIM_ELSEWHERE: 0,
  CLAIM_EXPIRED: 0,
  CLAIM_FORGED: 0,
  CLAIM_NOT_HEARD: 0,
  CLAIM_NOTHING: 0,
  CLAIM_REFUNDED: 0,
  CLAIM_TAKEN: 0,
  CLAIM_TOO_MANY: 0,
  CLAIM_UNKNOWN: 0,
  CLAIM_WAITS: 0,
  CODE_UNKNOWN: 0,
  CODE_UNREADABLE: 0,
  COUPON_ALREADY_PRESENTED: 0,
  COUPON_NOT_AT_THIS_HOUR: 0,
  COUPON_NOT_ON_THIS_DAY: 0,
  COUPON_NOT_YET: 0,
  COUPON_OVER: 0,
  FOREIGN_COUPON: 0,
  GIFT_CARD_ALREADY_PRESENTED: 0,
  GIFT_CARD_AMOUNT_FIXED: 0,
  GIFT_CARD_AMOUNT_RANGE: 0,
  GIFT_CARD_AT_CENTRE: 0,
  GIFT_CARD_ELSEWHERE: 0,
  GIFT_CARD_EMPTY: 0,
  GIFT_CARD_EXPIRED: 0,
  GIFT_CARD_OTHER_CURRENCY: 0,
  GIFT_CARD_UNKNOWN: 0,
  GIFT_CARDS_NOT_SOLD: 0,
  NO_CLAIM: 0,
  NO_CUSTOMER: 0,
  NO_GIFT_CARD: 0,
  NO_NEW_CARD: 0,
  NOT_ENROLLED: 0,
  NOT_WHILE_OFFLINE: 0,
  OFFER_NOT_NOW: 0,
  REFERRAL_CIRCLE: 0,
  REFERRAL_CODE_UNKNOWN: 0,
  REFERRAL_KNOWN: 0,
  REFERRAL_NOT_NEW: 0,
  REFERRAL_NOT_OFFERED: 0,
  REFERRAL_OWN_CARD: 0,
  REFERRAL_SAME_HOUSEHOLD: 0,
  REFERRAL_SELF: 0,
  REFERRAL_TOO_MANY: 0,
  RESTRICTED: 0,
  RETIRED: 0,
  VOUCHER_ALREADY_PRESENTED: 0,
  VOUCHER_AT_CENTRE: 0,
  VOUCHER_ELSEWHERE: 0,
  VOUCHER_EXPIRED: 0,
  VOUCHER_FORGED: 0,
  VOUCHER_NOT_YET: 0,
  VOUCHER_OTHER_CURRENCY: 0,
  VOUCHER_OVER_LIMIT: 0,
  VOUCHER_SPENT: 0,
  VOUCHER_SUSPENDED: 0,
  VOUCHER_UNKNOWN: 0,
  VOUCHER_VOIDED: 0,
  VOUCHERS_EXCEED_SALE: 0,
} satisfies Record<Refusal['code'], 0>) as Refusal['code'][];
