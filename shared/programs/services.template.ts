import type { Template } from './template.ts';

/** A salon, a workshop, a practice: visits are counted, quiet mornings filled, and who stays long is thanked. */
export const services: Template = {
  id: 'services',
  programs: [
    {
      programId: 'visits',
      type: 'points',
      setup: {
        earnBy: 'visit',
        pointsPerUnit: 1,
        minimumMinor: 2_000,
        caps: { perDay: 1 },
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
        name: 'pack.year-together',
        gift: { kind: 'money', worthMinor: 1_000 },
        lifeDays: 60,
      },
    },
    {
      programId: 'free-check',
      type: 'experiences',
      setup: {
        name: 'pack.check-up',
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
        name: 'pack.six-visits',
        goal: { kind: 'visits', count: 6 },
        round: { kind: 'calendar-year' },
        gift: { kind: 'money', worthMinor: 1_500 },
        badge: { picture: 'medal' },
        lifeDays: 180,
      },
    },
    {
      programId: 'birthday',
      type: 'occasions',
      setup: {
        occasion: { kind: 'birthday', daysBefore: 7, daysAfter: 7 },
        name: 'pack.birthday',
        gift: { kind: 'coupon', label: 'pack.birthday-coupon', effect: { kind: 'percent', bp: 1_500 } },
        lifeDays: 30,
      },
    },
    {
      programId: 'care-club',
      type: 'membership',
      setup: { name: 'pack.care-club', priceMinor: 4_900, months: 12, off: { kind: 'percent', bp: 1_000 } },
    },
    {
      programId: 'quiet-mornings',
      type: 'coupons',
      setup: {
        name: 'pack.quiet-mornings',
        effect: { kind: 'percent', bp: 1_000 },
        code: 'MORNING10',
        when: { weekdays: [2, 3, 4], fromClock: '08:00', toClock: '12:00' },
      },
    },
    {
      programId: 'bring-a-friend',
      type: 'referral',
      setup: {
        name: 'pack.bring-a-friend',
        forReferrer: { kind: 'voucher', worthMinor: 1_000 },
        forFriend: { kind: 'voucher', worthMinor: 1_000 },
        lifeDays: 90,
        minimumMinor: 3_000,
        waitingDays: 7,
      },
    },
    {
      programId: 'gift-cards',
      type: 'gift-cards',
      setup: {
        name: 'pack.gift-card',
        amounts: [{ minor: 3_000 }, { minor: 5_000 }, { minor: 10_000 }],
        freeAmount: { leastMinor: 1_000, mostMinor: 30_000 },
      },
    },
  ],
};
