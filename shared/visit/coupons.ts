import { momentOf } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Unit } from '../ledger/posting.ts';
import { onceKeyOf, hasBought } from '../members/member-facts.ts';
import { couponCode, couponOnceKey, type CouponTerms } from '../programs/coupon-terms.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import {
  asksForMember,
  holdsFor,
  notAtThisHour,
  segmentUnknown,
  type NotAtThisHour,
} from '../programs/when.ts';
import type { Asking } from './ask-programs.ts';
import type { CouponWindow } from './coupon-window.ts';
import type { Circumstances } from './look-up.ts';
import type { Refusal } from './refusal.ts';
import type { Visit } from './visit.ts';

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

/** What stands behind a program's id in an offer that is its coupon, had by its code. */
const byCode = '/coupon';

/** The name under which the counter knows a coupon that was said by its code. */
export const couponOfferId = (programId: string): string => `${programId}${byCode}`;

/** The coupon that an offer is, if it is one by its code. */
export function couponOfOffer(offerId: string, { look }: Circumstances): KnownCoupon | undefined {
  if (!offerId.endsWith(byCode)) return undefined;
  const program = look.programs().find(({ programId }) => offerId === couponOfferId(programId));
  const terms = program?.program.coupon(program.setup);
  return program && terms && terms.code !== '' ? { program, terms } : undefined;
}

/** Every coupon on the counter, by its paper or its code. */
export const couponsAt = (visit: Visit, here: Circumstances): KnownCoupon[] => [
  ...visit.vouchers.flatMap(({ unit }) => couponOfUnit(unit, here) ?? []),
  ...visit.chosen.flatMap(({ offerId }) => couponOfOffer(offerId, here) ?? []),
];

/** The coupon that somebody means who said or scanned this: of several with one code, the first by name. */
export function couponByCode(readings: readonly string[], { look }: Circumstances): KnownCoupon | undefined {
  const codes = new Set(readings.map(couponCode));
  for (const program of look.programs()) {
    const terms = program.program.coupon(program.setup);
    if (terms && terms.code !== '' && codes.has(terms.code)) return { program, terms };
  }
  return undefined;
}

/** A code was said: if its coupon is good at this hour, it is wanted for the sale. */
export function presentCode(
  visit: Visit,
  readings: readonly string[],
  here: Circumstances,
): Result<Visit, Refusal> {
  const coupon = couponByCode(readings, here);
  if (!coupon) return refuse({ code: 'CODE_UNKNOWN' });
  const offerId = couponOfferId(coupon.program.programId);
  if (visit.chosen.some((one) => one.offerId === offerId))
    return refuse({ code: 'COUPON_ALREADY_PRESENTED' });
  const closed = windowOf(coupon.terms, here);
  if (closed) return refuse(closed);
  return ok({ ...visit, chosen: [...visit.chosen, { offerId, amountMinor: null }] });
}

/** What of a coupon's conditions does not hold for whoever is at the counter. They may still come, so it is no refusal. */
export type CouponUnmet =
  | { code: 'MEMBER_NEEDED' }
  | { code: 'OTHER_MEMBER' }
  | { code: 'NOT_FOR_THIS_MEMBER' }
  /** This till did not look yet in which segment the member is. */
  | { code: 'SEGMENT_NOT_KNOWN' }
  | { code: 'USED_BEFORE'; usedDay: string }
  /** It is for a first purchase, and this member bought before. */
  | { code: 'BOUGHT_BEFORE' };

/** Whether the member at the counter may have it: with a card where it asks for one, of a paper's own member, and once. */
export function couponUnmet(
  programId: string,
  { membersOnly, oncePerMember, firstPurchase, when }: CouponTerms,
  {
    visit,
    asking,
    owner,
    here,
  }: { visit: Visit; asking: Asking | null; owner: string | null; here: Circumstances },
): CouponUnmet | null {
  if (!membersOnly && !oncePerMember && !firstPurchase && !asksForMember(when)) return null;
  if (!visit.member || !asking) return { code: 'MEMBER_NEEDED' };
  if (owner !== null && here.look.mainOf(owner) !== visit.member.walletId) return { code: 'OTHER_MEMBER' };
  if (segmentUnknown(when, asking.member)) return { code: 'SEGMENT_NOT_KNOWN' };
  if (!holdsFor(when, here.time.day, asking.tiers, asking.member)) return { code: 'NOT_FOR_THIS_MEMBER' };
  const usedDay = oncePerMember ? asking.member().given.get(onceKeyOf(programId, couponOnceKey)) : undefined;
  if (usedDay !== undefined) return { code: 'USED_BEFORE', usedDay };
  return firstPurchase && hasBought(asking.member().months) ? { code: 'BOUGHT_BEFORE' } : null;
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
