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
        itemLabel: 'Coffee',
        stampsNeeded: 10,
        reward: 'Free coffee',
        couponLifeDays: 90,
      },
    },
    {
      programId: 'happy-hour',
      type: 'benefits',
      setup: {
        name: 'Happy hour',
        effect: { kind: 'percent', bp: 1_000 },
        when: { weekdays: [1, 2, 3, 4, 5], fromClock: '15:00', toClock: '17:00' },
      },
    },
    {
      programId: 'welcome',
      type: 'occasions',
      setup: {
        occasion: { kind: 'welcome' },
        name: 'Welcome',
        gift: { kind: 'coupon', label: 'A cookie on the house' },
        lifeDays: 30,
      },
    },
    {
      programId: 'three-days',
      type: 'challenges',
      setup: {
        name: 'Three days in a week',
        goal: { kind: 'days', count: 3 },
        round: { kind: 'week' },
        gift: { kind: 'coupon', label: 'A muffin on the house' },
        badge: { picture: 'cup' },
        lifeDays: 14,
      },
    },
    {
      programId: 'badges',
      type: 'badges',
      setup: {
        badges: [
          { key: 'ten', name: 'Ten visits', picture: 'heart', earned: { kind: 'milestone', visits: 10 } },
          {
            key: 'hundred',
            name: 'A hundred visits',
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
        name: 'Happy birthday',
        gift: { kind: 'coupon', label: 'A slice of cake on the house' },
        lifeDays: 14,
      },
    },
    {
      programId: 'coffee-club',
      type: 'membership',
      setup: { name: 'Coffee club', priceMinor: 1_500, months: 12 },
    },
    {
      programId: 'club-coffee',
      type: 'occasions',
      setup: {
        occasion: { kind: 'month' },
        name: 'The club’s coffee of the month',
        gift: { kind: 'coupon', label: 'A coffee of your choice' },
        lifeDays: 31,
        tiers: ['Coffee club'],
      },
    },
    {
      programId: 'rainy-day',
      type: 'coupons',
      setup: {
        name: 'Rainy day: 15 % off',
        effect: { kind: 'percent', bp: 1_500, mostMinor: 500 },
        code: 'RAINY15',
      },
    },
    {
      programId: 'bring-a-friend',
      type: 'referral',
      setup: {
        name: 'Bring a friend',
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
        name: 'Gift card',
        amounts: [{ minor: 1_000 }, { minor: 2_000 }, { minor: 5_000 }],
        freeAmount: { leastMinor: 500, mostMinor: 10_000 },
      },
    },
  ],
};
