import type { Template } from './template.ts';

/** A café: the tenth coffee is free, quiet afternoons are cheaper, and regulars belong to a club. */
export const cafe: Template = {
  id: 'cafe',
  programs: [
    {
      programId: 'coffee',
      type: 'stamps',
      setup: {
        item: 'coffee',
        itemLabel: 'pack.coffee',
        stampsNeeded: 9,
        reward: 'pack.free-coffee',
        couponLifeDays: 90,
      },
    },
    {
      programId: 'happy-hour',
      type: 'benefits',
      setup: {
        name: 'pack.happy-hour',
        effect: { kind: 'percent', bp: 1_000 },
        when: { weekdays: [1, 2, 3, 4, 5], fromClock: '15:00', toClock: '17:00' },
      },
    },
    {
      programId: 'welcome',
      type: 'occasions',
      setup: {
        occasion: { kind: 'welcome' },
        name: 'pack.welcome',
        gift: { kind: 'coupon', label: 'pack.cookie' },
        lifeDays: 30,
      },
    },
    {
      programId: 'three-days',
      type: 'challenges',
      setup: {
        name: 'pack.three-days',
        goal: { kind: 'days', count: 3 },
        round: { kind: 'week' },
        gift: { kind: 'coupon', label: 'pack.muffin' },
        badge: { picture: 'cup' },
        lifeDays: 14,
      },
    },
    {
      programId: 'badges',
      type: 'badges',
      setup: {
        badges: [
          {
            key: 'ten',
            name: 'pack.ten-visits',
            picture: 'heart',
            earned: { kind: 'milestone', visits: 10 },
          },
          {
            key: 'hundred',
            name: 'pack.hundred-visits',
            picture: 'crown',
            earned: { kind: 'milestone', visits: 100 },
          },
        ],
      },
    },
    {
      programId: 'birthday',
      type: 'occasions',
      setup: {
        occasion: { kind: 'birthday', daysBefore: 7, daysAfter: 7 },
        name: 'pack.birthday',
        gift: { kind: 'coupon', label: 'pack.cake' },
        lifeDays: 14,
      },
    },
    {
      programId: 'coffee-club',
      type: 'membership',
      setup: { name: 'pack.coffee-club', priceMinor: 1_500, months: 12 },
    },
    {
      programId: 'club-coffee',
      type: 'occasions',
      setup: {
        occasion: { kind: 'month' },
        name: 'pack.coffee-of-the-month',
        gift: { kind: 'coupon', label: 'pack.coffee-of-choice' },
        lifeDays: 31,
        tiers: ['pack.coffee-club'],
      },
    },
    {
      programId: 'rainy-day',
      type: 'coupons',
      setup: {
        name: 'pack.rainy-day',
        effect: { kind: 'percent', bp: 1_500 },
        code: 'RAINY15',
      },
    },
    {
      programId: 'bring-a-friend',
      type: 'referral',
      setup: {
        name: 'pack.bring-a-friend',
        forReferrer: { kind: 'voucher', worthMinor: 300 },
        forFriend: { kind: 'voucher', worthMinor: 300 },
        lifeDays: 90,
        minimumMinor: 500,
        waitingDays: 7,
      },
    },
    {
      programId: 'gift-cards',
      type: 'gift-cards',
      setup: {
        name: 'pack.gift-card',
        amounts: [{ minor: 1_000 }, { minor: 2_000 }, { minor: 5_000 }],
        freeAmount: { leastMinor: 500, mostMinor: 10_000 },
      },
    },
  ],
};
