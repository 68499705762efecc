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
    ],
  },
];
