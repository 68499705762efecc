import type { Template } from './template.ts';

/** A restaurant: points that bring people back on quiet evenings, a dessert for the birthday, and places at the tasting. */
export const restaurant: Template = {
  id: 'restaurant',
  programs: [
    {
      programId: 'points',
      type: 'points',
      setup: {
        pointsPerUnit: 1,
        rates: [
          {
            name: 'pack.quiet-evenings',
            bp: 20_000,
            when: { weekdays: [1, 2, 3], fromClock: '18:00', toClock: '24:00' },
          },
        ],
        voucherAt: 200,
        voucherWorthMinor: 1_000,
        pointsLifeDays: 365,
        voucherLifeDays: 180,
      },
    },
    {
      programId: 'birthday',
      type: 'occasions',
      setup: {
        occasion: { kind: 'birthday', daysBefore: 7, daysAfter: 7 },
        name: 'pack.birthday',
        gift: { kind: 'coupon', label: 'pack.dessert' },
        lifeDays: 14,
      },
    },
    {
      programId: 'guests',
      type: 'tiers',
      setup: {
        by: 'visits',
        period: 'rolling',
        rollingMonths: 12,
        tiers: [
          { name: 'pack.regular', from: 5 },
          { name: 'pack.house-friend', from: 15 },
        ],
      },
    },
    {
      programId: 'wine-tasting',
      type: 'experiences',
      setup: {
        name: 'pack.wine-tasting',
        quota: 20,
        costPoints: 50,
        goodDays: 60,
        when: { tiers: ['pack.regular', 'pack.house-friend'] },
        smallPrint: 'pack.next-tasting',
      },
    },
    {
      programId: 'three-lunches',
      type: 'challenges',
      setup: {
        name: 'pack.three-lunches',
        goal: { kind: 'visits', count: 3 },
        round: { kind: 'calendar-month' },
        gift: { kind: 'points', programId: 'points', amount: 50 },
        badge: { picture: 'trophy' },
        lifeDays: 365,
        when: { weekdays: [1, 2, 3, 4, 5], fromClock: '11:30', toClock: '15:00' },
      },
    },
    {
      programId: 'badges',
      type: 'badges',
      setup: {
        badges: [
          {
            key: 'friend',
            name: 'pack.house-friend',
            picture: 'star',
            earned: { kind: 'tier', tier: 'pack.house-friend' },
          },
        ],
      },
    },
    {
      programId: 'lunch',
      type: 'coupons',
      setup: {
        name: 'pack.lunch',
        effect: { kind: 'percent', bp: 1_000 },
        code: 'LUNCH10',
        when: { weekdays: [1, 2, 3, 4, 5], fromClock: '11:30', toClock: '15:00' },
        minimumMinor: 2_000,
      },
    },
    {
      programId: 'bring-a-friend',
      type: 'referral',
      setup: {
        name: 'pack.bring-a-friend',
        forReferrer: { kind: 'points', programId: 'points', amount: 100 },
        forFriend: { kind: 'points', programId: 'points', amount: 50 },
        lifeDays: 90,
        minimumMinor: 2_000,
      },
    },
    {
      programId: 'gift-cards',
      type: 'gift-cards',
      setup: {
        name: 'pack.gift-card',
        amounts: [{ minor: 2_500 }, { minor: 5_000 }, { minor: 10_000 }],
        freeAmount: { leastMinor: 1_000, mostMinor: 25_000 },
      },
    },
  ],
};
