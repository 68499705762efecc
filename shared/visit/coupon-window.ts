/** A coupon's window as a refusal, so that whoever stands at the counter hears when it is good. */
export type CouponWindow =
  | { code: 'COUPON_NOT_YET'; fromDay: string }
  | { code: 'COUPON_OVER'; toDay: string }
  | { code: 'COUPON_NOT_ON_THIS_DAY'; weekdays: string }
  | { code: 'COUPON_NOT_AT_THIS_HOUR'; fromClock: string; toClock: string };
