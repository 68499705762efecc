import type { Chance } from '#test/support/seeded.ts';
import type { Chosen, DrawerChoices } from '../tills/shop.ts';
import { chanceOf, happens } from '../world/chance-of.ts';
import { deedsOf, type DeedPlan } from './deed.ts';
import type { Fault } from './fault.ts';
import { faultsOf, forgetful } from './draw-faults.ts';
import { faultsIn, featuresOf, type Focus } from './feature.ts';
import { startMs } from './schedule-start.ts';

/** So long after a sale its customer brings so much of it back, in percent; a hundred is all that is left. */
export interface ReturnPlan {
  afterMs: number;
  percent: number;
  /** The goods, or the money that was put on a gift card before. */
  of: 'goods' | 'load';
  /** To which till they bring it. */
  till: number;
}

/** A customer who comes to a till once. What they hold by then, and so what they can spend, follows from the run. */
export interface VisitPlan {
  /** Names the sale, also when others are left out. */
  number: number;
  atMs: number;
  till: number;
  customer: number;
  amountMinor: number;
  coffees: number;
  /** Whether the customer lays their vouchers on the counter. */
  laysVouchers: boolean;
  /** When they come back and want their money. */
  returns: readonly ReturnPlan[];
  /** Whether they try photographs of used ones as well. */
  laysCopies: boolean;
  /** A gift card that is loaded before anything else is sold, in a sale of its own. */
  load: { card: number; amountMinor: number } | null;
  /** The gift card that is laid down to pay. They lie about: whoever comes may have it. */
  paysWith: number | null;
  /** Whether the customer says the code of the coupon that has only so many uses. */
  saysCode: boolean;
  /** Nobody shows a card: the receipt may be claimed. */
  bare: boolean;
  /** The cashier confirms once more what is sold already, with the card still there. */
  asksTwice: boolean;
  /** What follows of it besides. */
  deeds: readonly DeedPlan[];
}

/** Everything that is decided before a world begins to turn: who comes when, and what goes wrong. */
export interface Schedule extends Chosen {
  seed: number;
  tills: number;
  customers: number;
  /** Who was sent by whom, customer by customer; null for who came by themselves. */
  sentBy: readonly (number | null)[];
  /** Virtual time until the faults end; from then on everything is healed and must come to rest. */
  lengthMs: number;
  visits: readonly VisitPlan[];
  faults: readonly Fault[];
}

const hourMs = 3_600_000;

/** The schedule of a seed. With `focus`, these kinds of faults happen for sure and often, and the shops have these things. */
export function scheduleOf(seed: number, focus: readonly Focus[] = []): Schedule {
  const chance = chanceOf(seed, 'schedule');
  const tills = chance.int(2, 4);
  const customers = chance.int(2, 6);
  const lengthMs = chance.int(6, 72) * hourMs;
  const home = Array.from({ length: customers }, () => chance.int(0, tills - 1));
  const drawers = drawersOf(chanceOf(seed, 'drawers'), chanceOf(seed, 'debt'));
  const faults = faultsOf(seed, tills, lengthMs, faultsIn(focus));
  const features = featuresOf(seed, focus);
  // What a till forgot, or did by rights that a restored centre forgot, besides selling and refunding: the worlds say nothing of that yet.
  const mayDo = !faults.some(({ kind }) => forgetful.has(kind) || kind === 'excluded');
  const risky = drawers?.offline?.['default'] === 'bounded';
  const visits = Array.from({ length: chance.int(15, 45) }, (_, number): VisitPlan => {
    const customer = chance.int(0, customers - 1);
    const atMs = startMs + chance.int(60_000, lengthMs);
    const till = happens(chance, 60) ? (home[customer] ?? 0) : chance.int(0, tills - 1);
    const back = [
      ...returnsOf(chanceOf(seed, 'returns', number), risky),
      ...loadsBack(chanceOf(seed, 'loads back', number)),
    ];
    const bare = mayDo && features.includes('late-claims') && happens(chanceOf(seed, 'bare', number), 35);
    const elsewhere = chanceOf(seed, 'elsewhere', number);
    const returns = back.map((one) => ({
      ...one,
      till: happens(elsewhere, 50) ? elsewhere.int(0, tills - 1) : till,
    }));
    return {
      number,
      atMs,
      till,
      customer,
      amountMinor: chance.pick([100, 2_340, 5_000, 10_000, 10_000, 25_000]) + chance.int(0, 99),
      coffees: happens(chance, 40) ? chance.int(1, 6) : 0,
      laysVouchers: happens(chance, 70),
      returns,
      laysCopies: happens(chanceOf(seed, 'copies', number), 40),
      ...giftsOf(chanceOf(seed, 'gifts', number)),
      saysCode: happens(chanceOf(seed, 'code', number), 35),
      bare,
      asksTwice: happens(chanceOf(seed, 'twice', number), 12),
      deeds: mayDo ? deedsOf(seed, { number, customer, till, bare }, { tills, customers, features }) : [],
    };
  }).sort((one, other) => one.atMs - other.atMs);
  return {
    seed,
    tills,
    customers,
    features,
    shops: shopsOf(chanceOf(seed, 'shops'), tills),
    // Whoever sent somebody came before them, so nobody is sent in a circle.
    sentBy: Array.from({ length: customers }, (_, number) =>
      features.includes('referral') ? sentBy(chanceOf(seed, 'sent by', number), number) : null,
    ),
    drawers,
    limit: chanceOf(seed, 'limit').pick([3, 8, 44]),
    lengthMs,
    visits,
    faults,
  };
}

/** All tills in one shop, two by two, or each in its own. */
function shopsOf(chance: Chance, tills: number): string[] {
  const size = chance.pick([tills, 2, 1]);
  return Array.from({ length: tills }, (_, till) => `Café ${Math.floor(till / size) + 1}`);
}

const sentBy = (chance: Chance, number: number): number | null =>
  number > 0 && happens(chance, 70) ? chance.int(0, number - 1) : null;

function returnsOf(chance: Chance, risky: boolean): Omit<ReturnPlan, 'till'>[] {
  if (!happens(chance, 30)) return [];
  return Array.from({ length: chance.int(1, 3) }, () => ({
    afterMs: chance.int(60_000, 20 * hourMs),
    // So little may go back at a risk that it is a small part of most sales.
    percent: chance.pick(risky ? [1, 2, 13, 100] : [13, 40, 100, 100]),
    of: 'goods' as const,
  }));
}

/** A load that is wanted back, wholly or in part. */
const loadsBack = (chance: Chance): Omit<ReturnPlan, 'till'>[] =>
  happens(chance, 35)
    ? [{ afterMs: chance.int(60_000, 20 * hourMs), percent: chance.pick([30, 100]), of: 'load' }]
    : [];

/** So many gift cards go from hand to hand. */
const giftCards = 3;

function giftsOf(chance: Chance): Pick<VisitPlan, 'load' | 'paysWith'> {
  const loads = happens(chance, 20);
  const load = { card: chance.int(0, giftCards - 1), amountMinor: chance.pick([500, 2_000, 9_999]) };
  const pays = happens(chance, 35);
  const card = chance.int(0, giftCards - 1);
  return { load: loads ? load : null, paysWith: pays ? card : null };
}

function drawersOf(chance: Chance, debt: Chance): DrawerChoices {
  const offline = chance.pick(['strict', 'strict', 'bounded', 'off'] as const);
  const points = chance.pick([null, 0, 50]);
  return {
    debt: debt.pick(['debt', 'debt', 'within-balance', 'refuse'] as const),
    float: points === null ? {} : { points },
    offline: { default: offline },
    limits: { perMemberMinor: 400, perTillMinor: 1_000, couponMinor: 300 },
  };
}

/** The same without what its shops have besides: nothing is drawn of it by the chance of anything else. */
export const plain = (schedule: Schedule): Schedule => ({
  ...schedule,
  features: [],
  sentBy: schedule.sentBy.map(() => null),
  visits: schedule.visits.map((visit) => ({ ...visit, bare: false, asksTwice: false, deeds: [] })),
});

/** A part of a schedule: the faults with these ids, the visits with these numbers. All when nothing is said. */
export function only(schedule: Schedule, faults?: readonly string[], visits?: readonly number[]): Schedule {
  return {
    ...schedule,
    faults: schedule.faults.filter(({ id }) => !faults || faults.includes(id)),
    visits: schedule.visits.filter(({ number }) => !visits || visits.includes(number)),
  };
}
