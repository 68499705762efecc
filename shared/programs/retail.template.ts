import type { Template } from './template.ts';

/** A shop: money back on everything, clubs for who buys most, and a word to who stayed away. */
export const retail: Template = {
  id: 'retail',
  programs: [
    { programId: 'cashback', type: 'cashback', setup: { bp: 300, creditLifeDays: 365, pendingDays: 14 } },
    {
      programId: 'clubs',
      type: 'tiers',
      setup: {
        by: 'spend',
        period: 'calendar-year',
        graceMonths: 1,
        tiers: [
          { name: 'Silver', from: 30_000 },
          { name: 'Gold', from: 100_000 },
        ],
      },
    },
    {
      programId: 'gold',
      type: 'benefits',
      setup: { name: 'Gold: 5 % off', effect: { kind: 'percent', bp: 500 }, when: { tiers: ['Gold'] } },
    },
    {
      programId: 'come-back',
      type: 'occasions',
      setup: {
        occasion: { kind: 'return', afterDays: 90 },
        name: 'Good to see you again',
        gift: { kind: 'money', worthMinor: 500 },
        lifeDays: 30,
        minimumMinor: 2_000,
      },
    },
    {
      programId: 'round-the-shop',
      type: 'challenges',
      setup: {
        name: 'Round the shop',
        goal: { kind: 'categories', count: 4 },
        round: { kind: 'any-days', days: 30 },
        gift: { kind: 'money', worthMinor: 500 },
        badge: { picture: 'leaf' },
        lifeDays: 30,
      },
    },
    {
      programId: 'birthday',
      type: 'occasions',
      setup: {
        occasion: { kind: 'birthday', daysBefore: 7, daysAfter: 7 },
        name: 'Happy birthday',
        gift: {
          kind: 'coupon',
          label: '10 % off for your birthday',
          effect: { kind: 'percent', bp: 1_000, mostMinor: 3_000 },
        },
        lifeDays: 30,
      },
    },
    {
      programId: 'first-five',
      type: 'coupons',
      setup: {
        name: '5 off your first 30',
        effect: { kind: 'fixed', minor: 500 },
        minimumMinor: 3_000,
        code: 'HELLO5',
        membersOnly: true,
        oncePerMember: true,
      },
    },
    {
      programId: 'bring-a-friend',
      type: 'referral',
      setup: {
        name: 'Bring a friend',
        forReferrer: { kind: 'credit', worthMinor: 500 },
        forFriend: { kind: 'credit', worthMinor: 500 },
        lifeDays: 90,
        minimumMinor: 2_000,
      },
    },
    {
      programId: 'gift-cards',
      type: 'gift-cards',
      setup: {
        name: 'Gift card',
        amounts: [{ minor: 2_000 }, { minor: 5_000 }, { minor: 10_000 }],
        freeAmount: { leastMinor: 1_000, mostMinor: 50_000 },
      },
    },
  ],
};
