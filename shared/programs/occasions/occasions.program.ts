import { z } from 'zod';
import { addDays, type Day } from '../../base/business-time.ts';
import { monthOf } from '../../base/months.ts';
import { onceKeyOf, visitsIn, type MemberFacts } from '../../members/member-facts.ts';
import { simpleCoupon } from '../coupon-terms.ts';
import { Gift, giftGrant } from '../gift.ts';
import { defineProgram, type Grant } from '../program.ts';
import { birthdayIn, daysToBirthday } from '../when.ts';

const Occasion = z.discriminatedUnion('kind', [
  /** With the first sale. */
  z.object({ kind: z.literal('welcome') }),
  /** From some days before the birthday to some days after, once for each birthday. */
  z.object({
    kind: z.literal('birthday'),
    daysBefore: z.int().min(0).max(60).default(7),
    daysAfter: z.int().min(0).max(60).default(7),
  }),
  /** From the day on which they joined, every year, for so many days. */
  z.object({ kind: z.literal('anniversary'), days: z.int().min(1).max(60).default(14) }),
  /** With the so-manieth visit, once. */
  z.object({ kind: z.literal('milestone'), visits: z.int().min(2).max(100_000) }),
  /** With the first visit after so many days without one, once for each absence. */
  z.object({ kind: z.literal('return'), afterDays: z.int().min(7).max(3_660) }),
  /** With the first sale of each calendar month: a coffee a month for the members of a club. */
  z.object({ kind: z.literal('month') }),
]);
type Occasion = z.output<typeof Occasion>;

/** A gift for an occasion, with a sale: never twice for the same one, at whatever till of the chain it was given. */
export const occasions = defineProgram({
  type: 'occasions',
  setup: z.object({
    occasion: Occasion,
    /** What people read: "Happy birthday". */
    name: z.string().min(1).max(40),
    gift: Gift,
    /** How many days the gift can be used; null for ever. */
    lifeDays: z.int().min(1).max(3_660).nullable(),
    /** A sale below this brings no gift; the next one may. */
    minimumMinor: z.int().min(0).max(1_000_000_000).default(0),
    /** Only for members of these tiers, by name; empty is everybody. */
    tiers: z.array(z.string().max(40)).max(20).default([]),
  }),
  example: {
    occasion: { kind: 'welcome' },
    name: 'Welcome',
    gift: { kind: 'money', worthMinor: 200 },
    lifeDays: 30,
  },
  evaluate({ programId, setup, sale, time, member, tiers }): Grant[] {
    if (sale.baseMinor === 0 || sale.baseMinor < setup.minimumMinor) return [];
    if (setup.tiers.length > 0 && !setup.tiers.some((tier) => tiers.includes(tier))) return [];
    const facts = member();
    const onceKey = keyOf(setup.occasion, facts, time.day);
    if (onceKey === null || facts.given.has(onceKeyOf(programId, onceKey))) return [];
    const { gift, name, lifeDays } = setup;
    const reason = { code: 'OCCASION', params: { name } };
    const { currency } = sale.total;
    return [{ ...giftGrant(gift, { programId, currency, day: time.day, lifeDays, reason }), onceKey }];
  },
  coupon: ({ gift }) => simpleCoupon(gift.kind === 'coupon' ? gift.effect : null),
});

/** The key of the occasion that this day is, if it is one: the same for the whole of it. */
function keyOf(occasion: Occasion, member: MemberFacts, day: Day): string | null {
  const visits = visitsIn(member.months);
  switch (occasion.kind) {
    case 'welcome':
      return visits === 0 ? 'welcome' : null;
    case 'milestone':
      return visits + 1 >= occasion.visits ? `visits-${occasion.visits}` : null;
    case 'birthday': {
      const away = daysToBirthday(member.birthday, day);
      if (away === null || away > occasion.daysBefore || -away > occasion.daysAfter) return null;
      return `birthday-${addDays(day, away).slice(0, 4)}`;
    }
    case 'anniversary': {
      const { enrolledDay } = member;
      if (enrolledDay === null) return null;
      const joined = enrolledDay.slice(5);
      const years = [Number(day.slice(0, 4)), Number(day.slice(0, 4)) - 1];
      const year = years.find((one) => birthdayIn(one, joined) <= day);
      if (year === undefined || year <= Number(enrolledDay.slice(0, 4))) return null;
      return day < addDays(birthdayIn(year, joined), occasion.days) ? `anniversary-${year}` : null;
    }
    case 'return': {
      const { lastSeenDay } = member;
      if (lastSeenDay === null || addDays(lastSeenDay, occasion.afterDays) > day) return null;
      return `return-${lastSeenDay}`;
    }
    case 'month':
      return `month-${monthOf(day)}`;
    default:
      return occasion satisfies never;
  }
}
