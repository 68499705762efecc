import { challenges } from '#shared/programs/challenges/challenges.program.ts';
import { stamps } from '#shared/programs/stamps/stamps.program.ts';

/** A program at work in the bench, and what it asks of a basket and a member before it has something to say. */
export interface KindAtWork {
  programId: string;
  type: string;
  setup: object;
  minimumMinor?: number;
  scope?: object;
  pieces?: number;
  /** What has to be known of the member, and how much of it. */
  knows?: { fact: string; least: number }[];
}

const percent = (bp: number, scope: object = {}) => ({ kind: 'percent', bp, scope });
const fruit = { categories: ['fruit'] };
const dairy = { categories: ['dairy', 'bread'] };
const club = [{ fact: 'club', least: 1 }];
const gold = [{ fact: 'gold', least: 1 }];
const birthday = [{ fact: 'birthday', least: 1 }];

/** What the member of the bench is known by, for engines that are handed it. */
export const knownOfMember: Readonly<Record<string, number>> = {
  ...{ club: 1, gold: 1, birthday: 1, visits: 36, points: 450, regular: 1, stamps: 8, referred: 1, card: 1 },
};

/** Thirty programs, of every kind there is. */
export const kindsAtWork: readonly KindAtWork[] = [
  {
    ...{ programId: 'points', type: 'points' },
    setup: {
      ...{
        pointsPerUnit: 1,
        voucherAt: 500,
        voucherWorthMinor: 500,
        pointsLifeDays: 365,
        voucherLifeDays: 90,
      },
      rates: [
        { name: 'Fruit counts double', bp: 20_000, scope: fruit },
        { name: 'Gold counts more', bp: 15_000, when: { tiers: ['Gold'] } },
        { name: 'Mornings', bp: 12_500, when: { fromClock: '08:00', toClock: '13:00' } },
      ],
      caps: { perDay: 1_000, perMonth: 10_000 },
    },
  },
  {
    ...{ programId: 'visits', type: 'points' },
    setup: {
      earnBy: 'visit',
      pointsPerUnit: 5,
      voucherAt: 100,
      voucherWorthMinor: 300,
      pointsLifeDays: null,
      voucherLifeDays: 90,
    },
  },
  {
    ...{ programId: 'back', type: 'cashback', scope: dairy },
    setup: { bp: 300, creditLifeDays: 365, scope: dairy },
  },
  {
    ...{ programId: 'coffee', type: 'stamps' },
    setup: stamps.example,
  },
  {
    ...{ programId: 'levels', type: 'tiers' },
    setup: {
      by: 'spend',
      tiers: [
        { name: 'Silver', from: 20_000 },
        { name: 'Gold', from: 60_000 },
      ],
      period: 'rolling',
      graceMonths: 1,
    },
  },
  {
    ...{ programId: 'club', type: 'membership', knows: club },
    setup: { name: 'Club', priceMinor: 2_900, months: 12, off: percent(500) },
  },
  {
    ...{ programId: 'members', type: 'benefits', scope: fruit },
    setup: { name: 'Members', effect: percent(500, fruit) },
  },
  {
    ...{ programId: 'gold', type: 'benefits', knows: gold },
    setup: { name: 'Gold', effect: percent(700), when: { tiers: ['Gold'] } },
  },
  {
    ...{ programId: 'birthday-off', type: 'benefits', knows: birthday },
    setup: { name: 'Birthday', effect: percent(1_000), when: { birthdayWithinDays: 3 }, group: 'card' },
  },
  {
    ...{ programId: 'sunday', type: 'benefits' },
    setup: { name: 'Sunday', effect: percent(600), when: { weekdays: [7] }, group: 'week' },
  },
  {
    ...{ programId: 'lunch', type: 'benefits', pieces: 3, scope: dairy },
    setup: {
      name: 'Third one free',
      effect: { kind: 'cheapest-free', scope: dairy, every: 3 },
      when: { fromClock: '11:00', toClock: '14:00' },
    },
  },
  {
    ...{ programId: 'regulars', type: 'benefits', knows: [{ fact: 'regular', least: 1 }] },
    setup: {
      name: 'Regulars',
      effect: { kind: 'fixed', minor: 150 },
      when: { segments: ['regular'] },
      minimumMinor: 2_000,
    },
  },
  {
    ...{ programId: 'autumn', type: 'coupons', minimumMinor: 2_000 },
    setup: { name: 'Autumn', effect: percent(1_000), code: 'AUTUMN10', minimumMinor: 2_000, group: 'coupon' },
  },
  {
    ...{ programId: 'cheese', type: 'coupons', scope: dairy, knows: [{ fact: 'card', least: 1 }] },
    setup: {
      name: 'Cheese',
      effect: { kind: 'free-item', scope: dairy, pieces: 1 },
      membersOnly: true,
      oncePerMember: true,
    },
  },
  {
    ...{ programId: 'ten', type: 'coupons' },
    setup: { name: 'Ten off', effect: { kind: 'fixed', minor: 1_000 }, code: 'TENOFF' },
  },
  {
    ...{ programId: 'hundred', type: 'coupons' },
    setup: { name: 'First hundred', effect: percent(2_000), code: 'FIRST100', limit: 100 },
  },
  {
    ...{ programId: 'app', type: 'coupons' },
    setup: { name: 'App', effect: percent(300), code: 'APP', exclusive: true },
  },
  {
    ...{ programId: 'catalogue', type: 'rewards', knows: [{ fact: 'points', least: 80 }] },
    setup: {
      pointsProgramId: 'points',
      rewards: [
        { key: 'coffee', name: 'A coffee', points: 80, effect: { kind: 'fixed', minor: 150 } },
        {
          key: 'cake',
          name: 'A cake',
          points: 200,
          effect: { kind: 'free-item', scope: { categories: ['sweets'] }, pieces: 1 },
        },
        {
          key: 'brunch',
          name: 'Brunch',
          points: 300,
          effect: { kind: 'percent', bp: 3_333, mostMinor: 800 },
          minimumMinor: 1_500,
        },
      ],
      payWithPoints: { points: 100, worthMinor: 100, step: 10, least: 50 },
    },
  },
  {
    ...{ programId: 'far', type: 'rewards', knows: [{ fact: 'points', least: 5_000 }] },
    setup: {
      pointsProgramId: 'points',
      rewards: [{ key: 'bike', name: 'A bike', points: 5_000, effect: { kind: 'fixed', minor: 20_000 } }],
      payWithPoints: null,
    },
  },
  {
    ...{ programId: 'three', type: 'challenges', knows: [{ fact: 'visits', least: 3 }] },
    setup: challenges.example,
  },
  {
    ...{ programId: 'spend', type: 'challenges' },
    setup: {
      name: 'A hundred',
      goal: { kind: 'spend', goalMinor: 10_000 },
      round: { kind: 'week' },
      gift: { kind: 'money', worthMinor: 300 },
      lifeDays: 30,
    },
  },
  {
    ...{ programId: 'days', type: 'challenges' },
    setup: {
      name: 'Three days',
      goal: { kind: 'days', count: 3 },
      round: { kind: 'week' },
      gift: { kind: 'coupon', label: 'A muffin' },
      lifeDays: 14,
    },
  },
  {
    ...{ programId: 'badges', type: 'badges', knows: [{ fact: 'visits', least: 10 }] },
    setup: {
      badges: [
        { key: 'ten', name: 'Ten', earned: { kind: 'milestone', visits: 10 } },
        { key: 'gold', name: 'Gold', earned: { kind: 'tier', tier: 'Gold' } },
        { key: 'spent', name: 'Spent', earned: { kind: 'spend', goalMinor: 200_000 } },
      ],
    },
  },
  {
    ...{ programId: 'birthday', type: 'occasions', knows: birthday },
    setup: {
      occasion: { kind: 'birthday' },
      name: 'Happy birthday',
      gift: { kind: 'money', worthMinor: 500 },
      lifeDays: 30,
    },
  },
  {
    ...{ programId: 'welcome', type: 'occasions' },
    setup: {
      occasion: { kind: 'welcome' },
      name: 'Welcome',
      gift: { kind: 'coupon', label: 'A cookie' },
      lifeDays: 30,
    },
  },
  {
    ...{ programId: 'club-coffee', type: 'occasions', knows: club },
    setup: {
      occasion: { kind: 'month' },
      name: 'A coffee a month',
      gift: { kind: 'coupon', label: 'A coffee' },
      lifeDays: 31,
      tiers: ['Club'],
    },
  },
  {
    ...{ programId: 'friends', type: 'referral', knows: [{ fact: 'referred', least: 1 }] },
    setup: {
      name: 'Bring a friend',
      forReferrer: { kind: 'voucher', worthMinor: 500 },
      forFriend: { kind: 'voucher', worthMinor: 300 },
      waitingDays: 14,
      lifeDays: 90,
    },
  },
  {
    ...{ programId: 'cards', type: 'gift-cards' },
    setup: {
      name: 'Gift card',
      amounts: [{ minor: 2_500 }],
      freeAmount: { leastMinor: 500, mostMinor: 25_000 },
    },
  },
  { ...{ programId: 'tasting', type: 'experiences' }, setup: { name: 'Wine tasting', quota: 20 } },
  {
    ...{ programId: 'parking', type: 'experiences' },
    setup: { name: 'Free parking', perMember: 5, period: 'calendar-month' },
  },
];
