import type { z } from 'zod';
import type { Day, Moment } from '../base/business-time.ts';
import type { Line } from '../basket/basket.ts';
import type { Effect } from '../basket/effect.ts';
import type { MemberFacts } from '../members/member-facts.ts';
import type { WalletId } from '../members/wallet.ts';
import type { Counted, Needs } from '../members/progress.ts';
import type { Unit } from '../ledger/posting.ts';
import type { VatClass } from '../ledger/vat-class.ts';
import type { Reason } from '../ledger/reason.ts';
import type { Money } from '../money/money.ts';
import type { CouponTerms } from './coupon-terms.ts';
import type { PlaceTerms } from './place-terms.ts';

/** One line of a sale, with what of it may earn. */
export interface JudgedLine extends Line {
  countedMinor: number;
}

/** A sale as a program sees it. `baseMinor` is what may earn: the sum of what its lines count. */
export interface SaleToJudge {
  total: Money;
  baseMinor: number;
  lines: readonly JudgedLine[];
  /** How many of which countable things were bought. */
  items: Readonly<Record<string, number>>;
}

/** What a member holds of one unit. `here` lies in this till's drawer and may be spent here; `total` is all there is. */
export interface Holding {
  here: number;
  total: number;
}

/** Value or a voucher that a sale brings without taking anything for it. */
export type GivenGrant =
  | {
      kind: 'award';
      to?: WalletId;
      unit: Unit;
      amount: number;
      opensDay?: Day;
      expiryDay: Day | null;
      onceKey?: string;
      reason: Reason;
    }
  | { kind: 'gift'; voucher: VoucherGrant; onceKey?: string; reason: Reason };

/**
 * What a program wants to happen. Only the visit turns it into facts. Whole, positive amounts. An award whose `opensDay` lies ahead is
 * pending until then. `onceKey` is what the program remembers it by when it is given once: see MemberFacts. `to` is whose it is when it
 * is not for whoever buys. A `count` is what the sale
 * is to a challenge, and a `reach` says that its goal was reached by that, with what it brings.
 */
export type Grant =
  | GivenGrant
  | { kind: 'exchange'; spend: { unit: Unit; amount: number }; voucher: VoucherGrant; reason: Reason }
  | {
      kind: 'count';
      period: string;
      leastMinor: number;
      divides: boolean;
      marks: readonly { mark: string; amount: number }[];
    }
  | {
      kind: 'reach';
      onceKey: string;
      title: string;
      badge: string | null;
      needs: Needs | null;
      prize: GivenGrant | null;
    };

/** No sale makes more vouchers than this under one program. What is left waits for the next: a slip in a set-up stops no till. */
export const mostExchanges = 20;

/** The voucher an exchange turns value into: `label` says what a coupon is good for, and is empty for money. */
export interface VoucherGrant {
  unit: Unit;
  amount: number;
  label: string;
  expiryDay: Day | null;
}

/** How far a member is on the way to the next reward, for a bar on the screen: `have` of `need`. */
export interface Progress {
  unit: Unit;
  have: number;
  need: number;
}

/** Where a member stands in a program of tiers, and how far the next one is. */
export interface Standing {
  /** The name of the tier; null below the first. */
  tier: string | null;
  /** The last day it is held for certain; null for ever, or when there is none. */
  untilDay: Day | null;
  next: { tier: string; have: number; need: number; of: 'spend' | 'visits' | 'points' } | null;
}

/** Something that can be reached: how far a member is in the round that runs, and until when it does. */
export interface Pursuit {
  title: string;
  have: number;
  need: number;
  of: 'spend' | 'visits' | 'days' | 'pieces' | 'categories' | 'weeks';
  /** The last day of the round; null without an end. */
  untilDay: Day | null;
  reached: boolean;
  badge: string | null;
}

/** What members may have off a sale, by its own key within the program. */
export interface TakeOff {
  kind: 'take-off';
  key: string;
  title: Reason;
  effect: Effect;
  /** Value of the program's own or another unit that it uses up; null for what costs nothing. */
  cost: { unit: Unit; amount: number } | null;
  /** Used without being asked for, as a tier's benefit is. */
  automatic: boolean;
  group: string;
  exclusive: boolean;
  order: number;
  minimumMinor: number;
}

/** Value that may pay for a part of a sale: so many of a unit for so many minor units of money. */
export interface PayWith {
  kind: 'pay-with';
  key: string;
  title: Reason;
  unit: Unit;
  rate: { units: number; minor: number };
  /** Only whole multiples are used; and never fewer than `leastUnits`. */
  step: number;
  leastUnits: number;
  /** How much of what is due it may pay, in hundredths of a percent. */
  mostBp: number;
}

export type Offer = TakeOff | PayWith;

/** How a shop sells gift cards. */
export interface GiftCardRules {
  /** What people read on the card. */
  name: string;
  /** Amounts offered with one key, in minor units. */
  amountsMinor: readonly number[];
  /** Any other amount between these; null: none. */
  freeAmount: { leastMinor: number; mostMinor: number } | null;
  /** For how many months money on a card is good; null for ever. */
  validMonths: number | null;
  /** What a card that is made now is to the tax. */
  vat: VatClass;
  earns: 'when-spent' | 'when-loaded' | 'never';
}

/** What a cashier can count with a key, because a program asks for it: "coffee". */
export interface Countable {
  item: string;
  label: string;
}

/**
 * A loyalty program: pure, deterministic, knowing nothing of tills, members or other programs. To add one: a folder
 * `programs/<name>/` and a line in programs.ts. `evaluate` is asked once per sale; what the sale itself awards is already
 * part of what an exchange may spend. It never grants zero, a fraction or a negative amount, nothing at all when the sale has
 * no base, and never more than `mostExchanges`.
 */
export interface Program<Schema extends z.ZodType = z.ZodType> {
  type: string;
  /** The owner's choices. Screens make a form of it, the ledger keeps it with each change. */
  setup: Schema;
  example: z.input<Schema>;
  /** What members hold under this program; null when it keeps nothing for them. */
  unit(programId: string, currency: string): Unit | null;
  evaluate(input: ProgramInput<z.output<Schema>>): Grant[];
  /** Null when there is nothing to be on the way to. */
  progress(holding: Holding, setup: z.output<Schema>, programId: string): Progress | null;
  countables(setup: z.output<Schema>): Countable[];
  /** What a member may have off a sale now, whether or not they can afford it. */
  offers(input: OfferInput<z.output<Schema>>): Offer[];
  /** What a coupon of this program is good for; null when it only promises a thing, which the cashier hands out. */
  coupon(setup: z.output<Schema>): CouponTerms | null;
  /** What members may take a place in; null for every program without places. */
  places(setup: z.output<Schema>): PlaceTerms | null;
  /** How gift cards are sold and what they are; null for every program but theirs. */
  giftCards(setup: z.output<Schema>): GiftCardRules | null;
  /** Whether members stand somewhere in it. */
  hasTiers: boolean;
  /** Where a member stands on a day, for programs of tiers; asked before any program is evaluated. */
  standing(member: MemberFacts, setup: z.output<Schema>, day: Day, programId: string): Standing | null;
  /** What a member is on the way to on a day; null when nothing can be reached now, or not by them. */
  pursuit(input: PursuitInput<z.output<Schema>>): Pursuit | null;
}

export interface ProgramInput<Setup> {
  programId: string;
  setup: Setup;
  sale: SaleToJudge;
  holding: Holding;
  time: Moment;
  /** Worked out when it is asked for, since most programs do not. */
  member: () => MemberFacts;
  /** The names of the tiers that the member stands in. */
  tiers: readonly string[];
  /** What sales of everybody counted for this program in a period of its own naming: at this till, or all that it heard of. */
  countedByAll: (period: string, where: 'till' | 'all') => readonly Counted[];
}

/** What a program is asked with before the sale is judged: nothing of the basket, which the effects will see. */
export type OfferInput<Setup> = Pick<
  ProgramInput<Setup>,
  'programId' | 'setup' | 'time' | 'member' | 'tiers'
> & { currency: string };

/** What a program is asked with when somebody wants to see how far a member is. */
export type PursuitInput<Setup> = Pick<
  ProgramInput<Setup>,
  'programId' | 'setup' | 'time' | 'member' | 'tiers'
>;

type Answered =
  | 'countables'
  | 'coupon'
  | 'evaluate'
  | 'giftCards'
  | 'hasTiers'
  | 'offers'
  | 'places'
  | 'progress'
  | 'pursuit'
  | 'standing'
  | 'unit';

/** Keeps a program's set-up type exact, and answers for those that count nothing, hold nothing or have no tiers. */
export function defineProgram<Schema extends z.ZodType>(
  program: Omit<Program<Schema>, Answered> & Partial<Pick<Program<Schema>, Answered>>,
): Program<Schema> {
  return {
    countables: () => [],
    evaluate: () => [],
    offers: () => [],
    coupon: () => null,
    places: () => null,
    giftCards: () => null,
    hasTiers: false,
    standing: () => null,
    progress: () => null,
    pursuit: () => null,
    unit: () => null,
    ...program,
  };
}
