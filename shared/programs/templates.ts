/** A pack of programs that runs unchanged, for one trade. Names are texts of the shop, to be changed by whoever takes it. */
export interface Template {
  /** Its name stands under `template.<id>` in every language. */
  id: 'cafe' | 'restaurant' | 'retail' | 'services';
  programs: readonly { programId: string; type: string; setup: Record<string, unknown> }[];
}

const days = (count: number) => ({ pointsLifeDays: count, voucherLifeDays: Math.min(count, 180) });

/** What shops of a trade begin with: a reason to come back, one to spend more, and one to feel known. */
export const templates: readonly Template[] = [
  {
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
    ],
  },
  {
    id: 'restaurant',
    programs: [
      {
        programId: 'points',
        type: 'points',
        setup: {
          pointsPerUnit: 1,
          rates: [{ name: 'Quiet evenings', bp: 20_000, when: { weekdays: [1, 2, 3] } }],
          voucherAt: 200,
          voucherWorthMinor: 1_000,
          ...days(365),
        },
      },
      {
        programId: 'birthday',
        type: 'occasions',
        setup: {
          occasion: { kind: 'birthday', daysBefore: 7, daysAfter: 7 },
          name: 'Happy birthday',
          gift: { kind: 'coupon', label: 'Dessert for the table' },
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
            { name: 'Regular', from: 5 },
            { name: 'Friend of the house', from: 15 },
          ],
        },
      },
      {
        programId: 'wine-tasting',
        type: 'experiences',
        setup: {
          name: 'Wine tasting',
          quota: 20,
          costPoints: 50,
          goodDays: 60,
          when: { tiers: ['Regular', 'Friend of the house'] },
          smallPrint: 'The first Friday of the month, at seven',
        },
      },
      {
        programId: 'three-lunches',
        type: 'challenges',
        setup: {
          name: 'Three lunches in a month',
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
              name: 'Friend of the house',
              picture: 'star',
              earned: { kind: 'tier', tier: 'Friend of the house' },
            },
          ],
        },
      },
    ],
  },
  {
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
    ],
  },
  {
    id: 'services',
    programs: [
      {
        programId: 'visits',
        type: 'points',
        setup: {
          earnBy: 'visit',
          pointsPerUnit: 1,
          voucherAt: 6,
          voucherWorthMinor: 2_000,
          pointsLifeDays: null,
          voucherLifeDays: 180,
        },
      },
      {
        programId: 'anniversary',
        type: 'occasions',
        setup: {
          occasion: { kind: 'anniversary', days: 30 },
          name: 'A year together',
          gift: { kind: 'money', worthMinor: 1_000 },
          lifeDays: 60,
        },
      },
      {
        programId: 'free-check',
        type: 'experiences',
        setup: {
          name: 'A check-up on the house',
          perMember: 1,
          period: 'calendar-year',
          goodDays: 90,
          ticket: false,
        },
      },
      {
        programId: 'every-year',
        type: 'challenges',
        setup: {
          name: 'Six visits in a year',
          goal: { kind: 'visits', count: 6 },
          round: { kind: 'calendar-year' },
          gift: { kind: 'money', worthMinor: 1_500 },
          badge: { picture: 'medal' },
          lifeDays: 180,
        },
      },
    ],
  },
];
