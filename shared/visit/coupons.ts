import { momentOf } from '../base/business-time.ts';
import type { Unit } from '../ledger/posting.ts';
import type { CouponTerms } from '../programs/coupon-terms.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import { notAtThisHour, type NotAtThisHour } from '../programs/when.ts';
import type { Circumstances } from './look-up.ts';

/** A coupon's window as a refusal, so that whoever stands at the counter hears when it is good. */
export type CouponWindow =
  | { code: 'COUPON_NOT_YET'; fromDay: string }
  | { code: 'COUPON_OVER'; toDay: string }
  | { code: 'COUPON_NOT_ON_THIS_DAY'; weekdays: string }
  | { code: 'COUPON_NOT_AT_THIS_HOUR'; fromClock: string; toClock: string };

/** A program's coupon, and what it promises. */
export interface KnownCoupon {
  program: ConfiguredProgram;
  terms: CouponTerms;
}

/** The coupon that a paper of this unit is of; undefined for a promise without terms, or when its program ended. */
export function couponOfUnit(unit: Unit, { look }: Circumstances): KnownCoupon | undefined {
  const program = look.programs().find(({ programId }) => unit === `coupon:${programId}`);
  const terms = program?.program.coupon(program.setup);
  return program && terms ? { program, terms } : undefined;
}

/** Why a paper of this unit is not good at this hour; null when it is. */
export function couponWindow(unit: Unit, here: Circumstances): CouponWindow | null {
  const coupon = couponOfUnit(unit, here);
  return coupon ? windowOf(coupon.terms, here) : null;
}

/** Why a coupon is not good at this hour; null when it is. */
export function windowOf({ when }: CouponTerms, here: Circumstances): CouponWindow | null {
  const not = notAtThisHour(when, momentOf(here.time, here.settings));
  return not && refusalOf(not);
}

function refusalOf(not: NotAtThisHour): CouponWindow {
  switch (not.code) {
    case 'NOT_YET':
      return { code: 'COUPON_NOT_YET', fromDay: not.fromDay };
    case 'OVER':
      return { code: 'COUPON_OVER', toDay: not.toDay };
    case 'NOT_ON_THIS_DAY':
      return { code: 'COUPON_NOT_ON_THIS_DAY', weekdays: not.weekdays };
    case 'NOT_AT_THIS_HOUR':
      return { code: 'COUPON_NOT_AT_THIS_HOUR', fromClock: not.fromClock, toClock: not.toClock };
  }
}
