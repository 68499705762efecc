import { describe, expect, test } from 'vitest';
import type { OriginalSale } from '../visit/reverse-original.ts';
import type { Fact } from '../ledger/events.ts';
import type { Part } from '../ledger/posting.ts';
import type { Stretch } from '../visit/reverse-share.ts';
import { seeded } from '#test/support/seeded.ts';
import { isAwaited, settleReversal, type SettlingCase, type WaitingReversal } from './settle-reversal.ts';

const walletId = '4bf5122f344554c53bde2ebb8cd2b7e3';
const lot = '2026-11-22/2027-11-22';
const EUR = (minor: number) => ({ minor, currency: 'EUR' });
const sale: OriginalSale = {
  saleId: 'sale-1',
  till: 'till-1',
  day: '2026-11-22',
  walletId,
  total: EUR(1000),
  paidWithVouchersMinor: 0,
  items: [],
  awards: [{ unit: 'points:points', drawer: 'till-1', lot, amount: 10 }],
  othersAwards: [],
  burns: [],
  exchanges: [],
  gifts: [],
  redeemed: [],
  loads: [],
  claim: null,
  countsFor: false,
  risked: [],
};
const waiting = (minor: number): WaitingReversal => ({
  reversalId: 'reversal-1',
  saleId: 'sale-1',
  amount: EUR(minor),
  moneyBackMinor: minor,
  day: '2026-11-23',
  heard: '2026-11-23',
});
const about = (held: number, change: Partial<SettlingCase> = {}): SettlingCase => ({
  sale,
  right: {
    opened: true,
    here: held > 0 ? [{ lot, amount: held }] : [],
    elsewhereMinor: 0,
  },
  taken: [],
  purse: () => ({ lots: [{ lot, amount: 6 }], debts: [], elsewhere: 0 }),
  member: { reached: [], counted: () => [] },
  voucherHere: () => 0,
  loadLeft: () => 0,
  claimHere: () => 0,
  vouchersAway: false,
  claimAway: false,
  policy: 'debt',
  day: '2026-11-24',
  ...change,
});

describe('a provisional refund', () => {
  test('takes the right, and what was earned; what the member has no more is owed', () => {
    expect(settleReversal(waiting(1000), about(1000))).toEqual([
      {
        type: 'ReversalSettled',
        body: {
          reversalId: 'reversal-1',
          saleId: 'sale-1',
          walletId,
          refunded: [{ unit: 'refund:EUR', parts: [{ lot, amount: 1000 }] }],
          clawed: [{ unit: 'points:points', parts: [{ lot, amount: 6 }] }],
          debts: [{ unit: 'points:points', amount: 4, lot: '2026-11-22/-' }],
          given: [],
          fault: null,
          loss: null,
        },
      },
    ]);
  });

  test('goes on where earlier refunds ended, as one refund would', () => {
    // 70 % are back: 7 of 10 points. The next 25 % bring it to 9.5, in doubt 10.
    expect(settleReversal(waiting(250), about(300))).toMatchObject([
      { body: { clawed: [{ parts: [{ amount: 3 }] }], fault: null } },
    ]);
  });

  test('beyond what is left is a loss, and so is what vouchers had paid', () => {
    expect(settleReversal(waiting(500), about(200))).toMatchObject([
      {
        body: {
          refunded: [{ parts: [{ amount: 200 }] }],
          fault: 'OVER_REFUNDED',
          loss: EUR(300),
        },
      },
    ]);
    expect(settleReversal(waiting(500), about(0))).toMatchObject([
      {
        body: {
          refunded: [],
          clawed: [],
          fault: 'OVER_REFUNDED',
          loss: EUR(500),
        },
      },
    ]);
    const paid = { ...sale, paidWithVouchersMinor: 800 };
    expect(settleReversal(waiting(500), about(1000, { sale: paid }))).toMatchObject([
      { body: { fault: 'OVER_REFUNDED', loss: EUR(300) } },
    ]);
  });

  test('waits while the right may still come, and no longer', () => {
    const unopened = { right: { opened: false, here: [], elsewhereMinor: 0 } };
    expect(settleReversal(waiting(500), about(0, unopened))).toEqual([]);
    const away = { right: { opened: true, here: [], elsewhereMinor: 1000 } };
    expect(settleReversal(waiting(500), about(0, away))).toEqual([]);
    for (const lost of [unopened, away]) {
      expect(settleReversal(waiting(500), about(0, { ...lost, day: '2027-11-22' }))).toEqual([]);
      expect(settleReversal(waiting(500), about(0, { ...lost, day: '2027-11-23' }))).toMatchObject([
        { body: { fault: 'OVER_REFUNDED', loss: EUR(500) } },
      ]);
    }
  });

  const voucher = (voucherId: string) => ({ voucherId, unit: 'credit:EUR', amount: 200, lot, label: '' });
  const exchanged = {
    ...sale,
    exchanges: [
      { unit: 'points:points', parts: [{ lot, amount: 6 }], voucher: voucher('v-1'), risked: false },
    ],
    gifts: [voucher('v-2'), voucher('v-3')],
    redeemed: [voucher('v-4')],
  };
  const given = (id: string) => (id === 'v-1' || id === 'v-2' ? 200 : 0);

  test('of a whole sale voids its vouchers that were given back unused, and makes good those it had used', () => {
    const purse = () => ({ lots: [{ lot, amount: 4 }], debts: [], elsewhere: 0 });
    const facts = settleReversal(waiting(1000), about(1000, { sale: exchanged, purse, voucherHere: given }));
    expect(facts).toMatchObject([
      { type: 'ReversalSettled', body: { clawed: [{ parts: [{ lot, amount: 10 }] }], debts: [] } },
      { type: 'VoucherRestored', body: { voucherId: 'v-4', saleId: 'sale-1', reversalId: 'reversal-1' } },
      { type: 'VoucherVoided', body: { voucherId: 'v-1', because: 'sale-reversed' } },
      { type: 'VoucherVoided', body: { voucherId: 'v-2' } },
    ]);
    expect(facts[0]).toMatchObject({
      body: { given: [{ holder: `wallet:${walletId}`, parts: [{ lot, amount: 6 }] }] },
    });
  });

  test('of a part of a sale leaves its vouchers, as far as the points suffice', () => {
    const facts = settleReversal(waiting(400), about(1000, { sale: exchanged, voucherHere: given }));
    expect(facts.map(({ type }) => type)).toEqual(['ReversalSettled']);
  });

  test('waits for vouchers that a till may still give back, and not for ever', () => {
    const away = { sale: exchanged, vouchersAway: true };
    expect(settleReversal(waiting(1000), about(1000, { ...away, day: '2026-11-30' }))).toEqual([]);
    expect(settleReversal(waiting(1000), about(1000, { ...away, day: '2026-12-01' }))).toMatchObject([
      { type: 'ReversalSettled' },
      { type: 'VoucherRestored' },
    ]);
  });

  test('waits for no voucher that has ended, whatever the clock of the till that has it', () => {
    const lying = { drawer: 'till-1', lot: '2026-04-27/2026-10-24' };
    expect(isAwaited(lying, '2026-11-20')).toBe(false);
    expect(isAwaited(lying, '2026-10-24')).toBe(true);
    expect(isAwaited({ ...lying, drawer: 'centre' }, '2026-10-24')).toBe(false);
    expect(isAwaited({ drawer: 'till-1', lot: '2026-04-27/-' }, '2026-11-20')).toBe(true);
  });

  test('waits for a receipt that somebody may still claim elsewhere, for as long as that takes', () => {
    const away = { claimAway: true, day: '2027-11-01' };
    expect(settleReversal(waiting(1000), about(1000, away))).toEqual([]);
  });

  test('waits by the day on which the centre heard of it, whatever its till has for a day', () => {
    const unknown = { sale: undefined, day: '2026-12-22' };
    expect(settleReversal({ ...waiting(500), day: '2025-11-20' }, about(0, unknown))).toEqual([]);
    const away = { sale: exchanged, vouchersAway: true, day: '2026-11-30' };
    expect(settleReversal({ ...waiting(1000), day: '2025-11-20' }, about(1000, away))).toEqual([]);
    const ahead = settleReversal({ ...waiting(1000), day: '2028-01-01' }, about(1000));
    expect(ahead).toMatchObject([{ body: { fault: null, refunded: [{ parts: [{ amount: 1000 }] }] } }]);
  });

  test('that went back onto a gift card goes there again, and is no loss of money', () => {
    const card = { holder: 'gift-card:g-1', unit: 'gift:EUR', parts: [{ lot, amount: 400 }] } as const;
    const paid = { ...sale, burns: [card] };
    const inKind = { ...waiting(500), moneyBackMinor: 300 };
    expect(settleReversal(inKind, about(1000, { sale: paid }))).toMatchObject([
      { body: { fault: null, given: [{ holder: 'gift-card:g-1', parts: [{ lot, amount: 200 }] }] } },
    ]);
    expect(settleReversal(inKind, about(0, { sale: paid }))).toMatchObject([
      { body: { refunded: [], given: [], fault: 'OVER_REFUNDED', loss: EUR(300) } },
    ]);
    expect(settleReversal({ ...inKind, moneyBackMinor: 0 }, about(0, { sale: paid }))).toMatchObject([
      { body: { refunded: [], given: [], fault: null, loss: null } },
    ]);
  });

  test('that gave back all of it lets the vouchers hold again that paid; one that cannot cuts none in two', () => {
    const paid = { ...exchanged, exchanges: [], gifts: [], paidWithVouchersMinor: 200 };
    const inKind = { ...waiting(1000), moneyBackMinor: 800 };
    expect(settleReversal(inKind, about(1000, { sale: paid }))).toMatchObject([
      { body: { fault: null, refunded: [{ parts: [{ amount: 1000 }] }] } },
      { type: 'VoucherRestored', body: { voucherId: 'v-4' } },
    ]);
    const stretch = [{ fromMinor: 0, toMinor: 100 }];
    expect(
      settleReversal({ ...inKind, amount: EUR(850) }, about(900, { sale: paid, taken: stretch })),
    ).toMatchObject([
      { body: { fault: 'OVER_REFUNDED', loss: EUR(100), refunded: [{ parts: [{ amount: 700 }] }] } },
    ]);
  });

  test('of a sale that nobody told of within thirty days is a loss', () => {
    const unknown = { sale: undefined };
    expect(settleReversal(waiting(500), about(0, { ...unknown, day: '2026-12-22' }))).toEqual([]);
    expect(settleReversal(waiting(500), about(0, { ...unknown, day: '2026-12-23' }))).toMatchObject([
      { body: { walletId: null, fault: 'SALE_UNKNOWN', loss: EUR(500) } },
    ]);
  });
});

test('what a friend had for good by the day of the refund stays theirs, also when the till that paid had its clock a year behind', () => {
  const unit = 'points:points';
  const theirs = { lot: '2026-12-06/2027-12-06', amount: 50 };
  const friends = {
    sale: { ...sale, othersAwards: [{ walletId: 'f'.repeat(32), unit, ...theirs }] },
    purse: () => ({ lots: [theirs], debts: [], elsewhere: 0 }),
    day: '2027-03-01',
  };
  const takenFromFriend = (day: string) =>
    settleReversal({ ...waiting(1_000), day, heard: '2027-03-01' }, about(1_000, friends)).flatMap((fact) =>
      fact.type === 'ValueClawedBack' ? [fact.body.parts] : [],
    );
  expect(takenFromFriend('2027-03-01')).toEqual([]);
  expect(takenFromFriend('2026-03-01')).toEqual([]);
  expect(takenFromFriend('2026-11-30')).toEqual([[theirs]]);
});

describe('a refund that a restored centre forgot', () => {
  const voucher = { voucherId: 'v-1', unit: 'coupon:coffee', amount: 1, lot, label: '' };
  const rich: OriginalSale = {
    ...sale,
    awards: [{ unit: 'points:points', drawer: 'till-1', lot, amount: 23 }],
    othersAwards: [{ walletId: 'f'.repeat(32), unit: 'points:points', lot: '2027-01-01/-', amount: 7 }],
    burns: [
      { holder: `wallet:${walletId}`, unit: 'stamps:card', parts: [{ lot, amount: 9 }] },
      { holder: 'campaign:c-1', unit: 'uses:c-1', parts: [{ lot, amount: 4 }] },
    ],
    gifts: [voucher],
    redeemed: [{ ...voucher, voucherId: 'v-2' }],
    loads: [
      { giftCardId: 'g-1', unit: 'gift:EUR', lot, amount: 300 },
      { giftCardId: 'g-2', unit: 'gift:EUR', lot, amount: 700 },
    ],
  };
  const settled = (minor: number, heldMinor: number, taken: readonly Stretch[]): Fact[] =>
    settleReversal(
      waiting(minor),
      about(heldMinor, {
        sale: rich,
        taken,
        purse: () => ({ lots: [{ lot, amount: 1_000 }], debts: [], elsewhere: 0 }),
        voucherHere: () => 1,
        loadLeft: ({ amount }) => amount,
      }),
    );
  /** What moved, by what and where. */
  const sumsOf = (facts: readonly Fact[]): Record<string, number> => {
    const sums: Record<string, number> = {};
    const add = (key: string, parts: readonly Part[]): void => {
      for (const part of parts) sums[`${key} ${part.lot}`] = (sums[`${key} ${part.lot}`] ?? 0) + part.amount;
    };
    for (const { type, body } of facts) {
      if (type === 'ReversalSettled') {
        for (const one of body.refunded) add(one.unit, one.parts);
        for (const one of body.clawed) add(`clawed ${one.unit}`, one.parts);
        for (const one of body.given) add(`given ${one.holder} ${one.unit}`, one.parts);
        expect(body.fault).toBeNull();
      } else if (type === 'ValueClawedBack') add(`of ${body.walletId} ${body.unit}`, body.parts);
      else if (type === 'GiftCardVoided') add(`card ${body.giftCardId}`, body.parts);
      else if (type === 'VoucherVoided' || type === 'VoucherRestored')
        add(`${type} ${body.voucherId}`, [{ lot: '', amount: 1 }]);
      else throw new Error(type);
    }
    return sums;
  };

  test('of money, before a refund that gave back the rest in money and a voucher, is no loss', () => {
    const paid = { ...sale, paidWithVouchersMinor: 200 };
    const rest = { fromMinor: 22, toMinor: 1_000 };
    expect(settleReversal(waiting(22), about(22, { sale: paid, taken: [rest] }))).toMatchObject([
      { body: { fault: null, refunded: [{ parts: [{ amount: 22 }] }] } },
    ]);
    const between = [
      { fromMinor: 30, toMinor: 700 },
      { fromMinor: 800, toMinor: 950 },
    ];
    expect(settleReversal(waiting(60), about(180, { sale: paid, taken: between }))).toMatchObject([
      { body: { beforeMinor: 700, fault: null, refunded: [{ parts: [{ amount: 60 }] }] } },
    ]);
    expect(settleReversal(waiting(150), about(180, { sale: paid, taken: between }))).toMatchObject([
      { body: { fault: 'OVER_REFUNDED', loss: EUR(20), refunded: [{ parts: [{ amount: 130 }] }] } },
    ]);
  });

  test('of money, before a refund that gave back the rest in money and onto a gift card, is no loss', () => {
    const card = { holder: 'gift-card:g-1', unit: 'gift:EUR', parts: [{ lot, amount: 500 }] } as const;
    const paid = { ...sale, burns: [card] };
    const first = settleReversal(waiting(500), about(1_000, { sale: paid }));
    const rest = [{ fromMinor: 500, toMinor: 1_000 }];
    expect(settleReversal(waiting(500), about(500, { sale: paid, taken: rest }))).toEqual(first);
    expect(first).toMatchObject([{ body: { fault: null, refunded: [{ parts: [{ amount: 500 }] }] } }]);
    expect(settleReversal(waiting(600), about(1_000, { sale: paid }))).toMatchObject([
      { body: { fault: 'OVER_REFUNDED', loss: EUR(100) } },
    ]);
  });

  test('in any sizes and order, settled anew or not, a sale goes back as by one refund of it all', () => {
    const whole = sumsOf(settled(1_000, 1_000, []));
    expect(Object.keys(whole)).toHaveLength(9);
    for (let seed = 1; seed <= 100; seed += 1) {
      const chance = seeded(seed);
      const facts: Fact[] = [];
      const taken: Stretch[] = [];
      const forgotten: number[] = [];
      for (let at = 0; at < 1_000;) {
        const minor = Math.min(1_000 - at, chance.int(1, 150));
        const known = { fromMinor: at, toMinor: at + minor };
        at += minor;
        if (chance.int(0, 1) === 0) forgotten.push(minor);
        else {
          facts.push(
            ...settled(minor, 1_000 - known.fromMinor, [{ fromMinor: 0, toMinor: known.fromMinor }]),
          );
          taken.push(known);
        }
      }
      let heldMinor = forgotten.reduce((sum, minor) => sum + minor, 0);
      const parts = forgotten.flatMap((minor) => (minor > 40 ? [minor - 33, 33] : [minor]));
      for (const minor of chance.shuffled(parts)) {
        const anew = settled(minor, heldMinor, taken);
        const [said] = anew;
        const fromMinor = said?.type === 'ReversalSettled' ? (said.body.beforeMinor ?? 0) : 0;
        facts.push(...anew);
        taken.push({ fromMinor, toMinor: fromMinor + minor });
        heldMinor -= minor;
      }
      expect(sumsOf(facts), `seed ${seed}`).toEqual(whole);
    }
  });
});
