import { recognise } from '../scan/recognise.ts';
import type { Effect } from '../basket/effect.ts';
import { When } from './when.ts';

/** What a coupon is good for and under which conditions: what its program promises for every coupon it gave out. */
export interface CouponTerms {
  name: string;
  /** What it takes off a sale; null for a thing that the cashier hands out. */
  effect: Effect | null;
  when: When;
  /** What the goods have to come to. */
  minimumMinor: number;
  group: string;
  exclusive: boolean;
  order: number;
  /** What anybody may type or scan to have it, as `couponCode` writes it; empty when only a paper brings it. */
  code: string;
  /** Only with a card; a paper that was given to a member, only with theirs. */
  membersOnly: boolean;
  oncePerMember: boolean;
  /** Only for a member who never bought here, as far as this till heard: what was taken back whole was never bought. */
  firstPurchase: boolean;
  /** How often it may be used by everybody together; null for no end. */
  limit: number | null;
  smallPrint: string;
}

const always = When.parse({});

/** A coupon that takes this off, at any time and for whoever holds the paper; null without anything to take off. */
export const simpleCoupon = (effect: Effect | null): CouponTerms | null =>
  effect && {
    name: '',
    effect,
    when: always,
    minimumMinor: 0,
    group: '',
    exclusive: false,
    order: 200,
    code: '',
    membersOnly: false,
    oncePerMember: false,
    firstPurchase: false,
    limit: null,
    smallPrint: '',
  };

/** A code as everybody writes it who wrote it differently: `summer 10` and `Summer-10` are `SUMMER10`. */
export const couponCode = (text: string): string => text.toUpperCase().replaceAll(/[\s\-_.]/g, '');

/** Whether a code can be one: three letters or digits and more, a letter among them, and nothing that a scanner takes for another code. */
export const isCouponCode = (code: string): boolean =>
  /^(?=.*[A-Z])[A-Z0-9]{3,20}$/.test(code) &&
  recognise({ deviceId: 'set-up', text: code }).kind === 'unknown';

/** The name under which a member is remembered who used a coupon that is good once. */
export const couponOnceKey = 'used';
