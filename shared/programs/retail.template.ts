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
          { name: 'pack.silver', from: 30_000 },
          { name: 'pack.gold', from: 100_000 },
        ],
      },
    },
    {
      programId: 'silver',
      type: 'benefits',
      setup: {
        name: 'pack.silver-benefit',
        effect: { kind: 'percent', bp: 300 },
        when: { tiers: ['pack.silver'] },
      },
    },
    {
      programId: 'gold',
      type: 'benefits',
      setup: {
        name: 'pack.gold-benefit',
        effect: { kind: 'percent', bp: 500 },
        when: { tiers: ['pack.gold'] },
      },
    },
    {
      programId: 'come-back',
      type: 'occasions',
      setup: {
        occasion: { kind: 'return', afterDays: 90 },
        name: 'pack.come-back',
        gift: { kind: 'money', worthMinor: 500 },
        lifeDays: 30,
        minimumMinor: 2_000,
      },
    },
    {
      programId: 'round-the-shop',
      type: 'challenges',
      setup: {
        name: 'pack.round-the-shop',
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
        name: 'pack.birthday',
        gift: {
          kind: 'coupon',
          label: 'pack.birthday-tenth',
          effect: { kind: 'percent', bp: 1_000 },
        },
        lifeDays: 30,
      },
    },
    {
      programId: 'first-five',
      type: 'coupons',
      setup: {
        name: 'pack.first-purchase',
        effect: { kind: 'fixed', minor: 500 },
        minimumMinor: 3_000,
        code: 'HELLO',
        membersOnly: true,
        oncePerMember: true,
        firstPurchase: true,
      },
    },
    {
      programId: 'bring-a-friend',
      type: 'referral',
      setup: {
        name: 'pack.bring-a-friend',
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
        name: 'pack.gift-card',
        amounts: [{ minor: 2_000 }, { minor: 5_000 }, { minor: 10_000 }],
        freeAmount: { leastMinor: 1_000, mostMinor: 50_000 },
      },
    },
  ],
};
