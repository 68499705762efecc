import { expect, test } from 'vitest';
import { postingsOf } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';
import { mayGoBelowZero } from '../ledger/holder.ts';
import { seeded } from '#test/support/seeded.ts';
import { reconcile } from './reconcile.ts';
import type { DrawerLot } from './purse.ts';
import type { TwoHistories } from './two-histories.ts';

const writer = 'till-1';
const now = { atMs: 2_000, day: '2026-11-23' };
const earlier = { atMs: 1_000, day: '2026-11-22' };
const walletId = 'a'.repeat(32);
const wallet = `wallet:${walletId}`;
const voucherId = 'b'.repeat(16);
const lot = '2026-11-01/2027-11-01';
const points = (amount: number, at = lot): DrawerLot => ({
  holder: wallet,
  unit: 'points:points',
  lot: at,
  amount,
});

function afterwards(ours: readonly Fact[], drawer: readonly DrawerLot[], more: Partial<TwoHistories> = {}) {
  let ids = 0;
  const said = {
    sale: () => false,
    voucher: () => false,
    grant: () => false,
    refund: () => false,
    reversal: () => false,
  };
  return reconcile({
    writer,
    epoch: 2,
    because: 'forked',
    generation: 1,
    theirs: { seq: 10, hash: 'c'.repeat(64) },
    drawer,
    reservations: [],
    before: said,
    heard: [],
    ours: ours.map((fact) => ({ fact, time: earlier })),
    now,
    newId: () => `id-${(ids += 1)}`,
    ...more,
  });
}
const factsOf = (over: ReturnType<typeof afterwards>) => over.told.map(({ fact }) => fact);
const typesOf = (over: ReturnType<typeof afterwards>) => factsOf(over).map(({ type }) => type);

const sale = (saleId: string): Fact => ({
  type: 'SaleRecorded',
  body: { saleId, walletId, total: { minor: 1_000, currency: 'EUR' }, paidWithVouchersMinor: 0, items: [] },
});
const origin = { programId: 'points', revision: 1, reason: { code: 'POINTS_PER_UNIT', params: {} } };
const awarded = (saleId: string, amount: number): Fact => ({
  type: 'ValueAwarded',
  body: { walletId, unit: 'points:points', drawer: writer, lot, amount, saleId, ...origin },
});
const spent = (saleId: string, amount: number): Fact => ({
  type: 'ValueSpent',
  body: { walletId, unit: 'points:points', parts: [{ lot, amount }], saleId, reservationId: null, ...origin },
});
const issued = (saleId: string, amount = 200): Fact => ({
  type: 'VoucherIssued',
  body: {
    voucherId,
    walletId,
    unit: 'credit:EUR',
    amount,
    lot,
    label: '',
    token: '0'.repeat(208),
    saleId,
    ...origin,
  },
});
const redeemed = (saleId: string): Fact => ({
  type: 'VoucherRedeemed',
  body: { voucherId, unit: 'credit:EUR', amount: 200, lot, saleId },
});

test('what only this till knows is said again before its drawer is suspended, at the moments it happened', () => {
  const over = afterwards([sale('s'), awarded('s', 10)], [points(80)]);
  expect(typesOf(over)).toEqual(['EpochStarted', 'SaleRecorded', 'ValueAwarded', 'RightsSuspended']);
  expect(over.told.map(({ time }) => time)).toEqual([now, earlier, earlier, now]);
  expect(factsOf(over)[0]).toMatchObject({ body: { epoch: 2, because: 'forked', previousSeq: 10 } });
  expect(factsOf(over)[3]).toMatchObject({
    body: { holder: wallet, parts: [{ lot, amount: 90 }], epoch: 2 },
  });
  expect(over.suspended).toEqual([{ unit: 'points:points', amount: 90 }]);
});

test('a voucher that the other life redeemed too is a risk of its worth, not a second redemption', () => {
  const over = afterwards([sale('s'), redeemed('s')], []);
  expect(typesOf(over)).toEqual(['EpochStarted', 'SaleRecorded', 'RiskTaken']);
  expect(over.risks).toMatchObject([
    { holder: `voucher:${voucherId}`, amount: 200, saleId: 's', worth: { minor: 200, currency: 'EUR' } },
  ]);
});

test('money given back for a gift card that the other life spent is a risk of what is missing on it', () => {
  const [giftCardId, unit] = ['c'.repeat(32), 'gift:EUR'];
  const back = { saleId: 'long-ago', reversalId: 'r', because: 'money-returned' } as const;
  const voided: Fact = {
    type: 'GiftCardVoided',
    body: { giftCardId, unit, parts: [{ lot, amount: 500 }], ...back },
  };
  const over = afterwards([voided], [{ holder: `gift-card:${giftCardId}`, unit, lot, amount: 300 }]);
  expect(factsOf(over)[1]).toMatchObject({ body: { parts: [{ lot, amount: 300 }], ...back } });
  expect(over.risks).toMatchObject([
    { holder: `gift-card:${giftCardId}`, amount: 200, worth: { minor: 200, currency: 'EUR' } },
  ]);
});

test('a use of a limited coupon that the other life made too is a risk, so that the limit hears of it', () => {
  const [campaignId, unit] = ['coffee-uses', 'uses:coffee-uses'] as const;
  const used: Fact = { type: 'CampaignUsed', body: { campaignId, uses: 3, lot, saleId: 's' } };
  const over = afterwards([sale('s'), used], [{ holder: `campaign:${campaignId}`, unit, lot, amount: 1 }]);
  expect(factsOf(over)[2]).toMatchObject({ type: 'CampaignUsed', body: { uses: 1, lot } });
  expect(over.risks).toMatchObject([
    { holder: `campaign:${campaignId}`, unit, amount: 2, saleId: 's', worth: null },
  ]);
});

test('points spent twice pay with what is left, whatever its lot; the rest is a risk worth its part of the voucher', () => {
  const other = '2026-11-05/2027-11-05';
  const over = afterwards([sale('s'), spent('s', 100), issued('s')], [points(30), points(20, other)]);
  expect(factsOf(over)[2]).toMatchObject({
    type: 'ValueSpent',
    body: {
      parts: [
        { lot, amount: 30 },
        { lot: other, amount: 20 },
      ],
    },
  });
  expect(over.risks).toMatchObject([{ holder: wallet, amount: 50, worth: { minor: 100, currency: 'EUR' } }]);
  expect(factsOf(over).at(-1)).toMatchObject({ body: { holder: `voucher:${voucherId}` } });
});

test('half a cent of risk is told as a whole one', () => {
  const over = afterwards([sale('s'), spent('s', 3), issued('s', 100)], [points(2)]);
  expect(over.risks).toMatchObject([{ amount: 1, worth: { minor: 34 } }]);
});

test('a sale that stands in the centre’s copy is not said twice, with nothing that it brought about', () => {
  const before = {
    sale: (id: string) => id === 's',
    voucher: () => false,
    grant: () => false,
    refund: () => false,
    reversal: () => false,
  };
  const over = afterwards([sale('s'), awarded('s', 10), sale('t'), awarded('t', 5)], [], { before });
  expect(typesOf(over)).toEqual(['EpochStarted', 'SaleRecorded', 'ValueAwarded', 'RightsSuspended']);
  expect(factsOf(over)[1]).toMatchObject({ body: { saleId: 't' } });
  expect(over.dropped).toEqual([sale('s'), awarded('s', 10)]);
});

test('a grant counts once, and not at all when it is of an older generation', () => {
  const accepted = (number: number, generation: number): Fact => ({
    type: 'RightsAccepted',
    body: {
      grantId: `g-${number}`,
      generation,
      number,
      holder: wallet,
      unit: 'points:points',
      parts: [{ lot, amount: 5 }],
    },
  });
  const before = {
    sale: () => false,
    voucher: () => false,
    grant: (id: string) => id === 'g-1',
    refund: () => false,
    reversal: () => false,
  };
  const ours = [accepted(1, 2), accepted(2, 2), accepted(3, 1)];
  const over = afterwards(ours, [points(5)], { before, generation: 2 });
  expect(over.dropped).toEqual([ours[0], ours[2]]);
  expect(over.suspended).toEqual([{ unit: 'points:points', amount: 10 }]);
});

test('an earlier starting over is not said again, and value is suspended once', () => {
  const suspension: Fact = {
    type: 'RightsSuspended',
    body: { holder: wallet, unit: 'points:points', parts: [{ lot, amount: 80 }], epoch: 2 },
  };
  const first: Fact = {
    type: 'EpochStarted',
    body: { epoch: 2, because: 'forked', previousSeq: 9, previousHash: 'd'.repeat(64) },
  };
  const over = afterwards([first, suspension], [points(80)], { epoch: 3 });
  expect(typesOf(over)).toEqual(['EpochStarted', 'RightsSuspended']);
});

test('a refund whose right the other life used up waits for the centre, with all that followed from it', () => {
  const body = { saleId: 's', reversalId: 'r' };
  const reversed: Fact = {
    type: 'SaleReversed',
    body: {
      ...body,
      kind: 'refund',
      amount: { minor: 300, currency: 'EUR' },
      lines: [],
      originalTill: writer,
      walletId,
      parts: [{ lot, amount: 300 }],
      provisional: false,
      note: '',
    },
  };
  const given: Fact = {
    type: 'ValueGivenBack',
    body: { ...body, holder: wallet, unit: 'points:points', parts: [{ lot, amount: 20 }] },
  };
  const right = { holder: 'sale:s', unit: 'refund:EUR', lot };
  const twice = afterwards([reversed, given], [{ ...right, amount: 100 }]);
  expect(factsOf(twice)[1]).toMatchObject({ body: { provisional: true, parts: [] } });
  expect(twice.dropped).toEqual([given]);
  const once = afterwards([reversed, given], [{ ...right, amount: 300 }]);
  expect(typesOf(once)).toEqual(['EpochStarted', 'SaleReversed', 'ValueGivenBack', 'RightsSuspended']);
});

const back = { saleId: 's', reversalId: 'r' };
const reversed: Fact = {
  type: 'SaleReversed',
  body: {
    ...back,
    ...{ kind: 'refund', amount: { minor: 300, currency: 'EUR' }, lines: [], originalTill: writer, walletId },
    ...{ parts: [{ lot, amount: 300 }], provisional: false, note: '' },
  },
};
const right = { holder: 'sale:s', unit: 'refund:EUR', lot, amount: 300 };
const clawed: Fact = {
  type: 'ValueClawedBack',
  body: {
    ...back,
    ...{ walletId, unit: 'points:points', parts: [{ lot, amount: 12 }], debt: 3, debtLot: '2026-11-01/-' },
    forgiven: 0,
  },
};
const voided: Fact = {
  type: 'VoucherVoided',
  body: { voucherId, unit: 'credit:EUR', amount: 200, lot, saleId: 's', because: 'sale-reversed' },
};

test('what came back with the goods and lies elsewhere is owed', () => {
  const over = afterwards([reversed, clawed], [right, points(5)]);
  expect(typesOf(over)).toEqual(['EpochStarted', 'SaleReversed', 'ValueClawedBack']);
  expect(factsOf(over)[2]).toMatchObject({ body: { parts: [{ lot, amount: 5 }], debt: 10 } });
});

test('a voucher that went back with a sale and lies elsewhere is a risk: what had become of it was given back', () => {
  const over = afterwards([reversed, voided], [right]);
  expect(over.risks).toMatchObject([
    { holder: `voucher:${voucherId}`, amount: 200, worth: { minor: 200, currency: 'EUR' } },
  ]);
  const mistaken: Fact = { ...voided, body: { ...voided.body, because: 'mistake' } };
  expect(typesOf(afterwards([mistaken], []))).toEqual(['EpochStarted']);
});

test('a voucher of a refund that the centre settles is left to the centre', () => {
  const there = { holder: `voucher:${voucherId}`, unit: 'credit:EUR', lot, amount: 200 };
  const over = afterwards([reversed, voided], [there]);
  expect(typesOf(over)).toEqual(['EpochStarted', 'SaleReversed', 'RightsSuspended']);
});

test('a refund that the centre never heard of is said again, though it knows the sale; one that it knows is not', () => {
  const before = { sale: () => true, voucher: () => false, grant: () => false, refund: () => true };
  const news = { before: { ...before, reversal: () => false } };
  const over = afterwards([sale('s'), awarded('s', 10), reversed, clawed], [right, points(50)], news);
  expect(typesOf(over)).toEqual(['EpochStarted', 'SaleReversed', 'ValueClawedBack', 'RightsSuspended']);
  const known = { before: { ...before, reversal: () => true } };
  const none = afterwards([sale('s'), reversed, clawed, voided], [points(50)], known);
  expect(typesOf(none)).toEqual(['EpochStarted', 'RightsSuspended']);
  const rest = afterwards([clawed], [points(50)], known);
  expect(typesOf(rest), 'an upload ended within it').toEqual([
    'EpochStarted',
    'ValueClawedBack',
    'RightsSuspended',
  ]);
});

test('whatever two lives did, nothing in the drawer goes below zero, nothing stays in it, and every redemption is paid or a risk', () => {
  const chance = seeded(20261122);
  for (let round = 0; round < 400; round += 1) {
    const drawer = Array.from({ length: chance.int(0, 3) }, (_, index) =>
      points(chance.int(1, 120), `2026-11-0${index + 1}/2027-11-01`),
    );
    const ours = Array.from({ length: chance.int(1, 12) }, (_, index) =>
      chance.pick([awarded, spent, spent])(`sale-${index}`, chance.int(1, 90)),
    );
    const over = afterwards(ours, drawer);
    const balances = new Map(
      drawer.map(({ holder, unit, lot: at, amount }) => [`${holder} ${unit} ${at}`, amount]),
    );
    for (const fact of factsOf(over)) {
      for (const { holder, unit, drawer: place, lot: at, amount } of postingsOf(fact, writer)) {
        if (place !== writer || mayGoBelowZero(holder)) continue;
        const name = `${holder} ${unit} ${at}`;
        balances.set(name, (balances.get(name) ?? 0) + amount);
        expect(balances.get(name)).toBeGreaterThanOrEqual(0);
      }
    }
    expect([...balances.values()].every((amount) => amount === 0)).toBe(true);
    const carried = (facts: readonly Fact[]) =>
      facts
        .flatMap((fact) => postingsOf(fact, writer))
        .filter(({ holder }) => holder === 'house:redeemed')
        .reduce((sum, { amount }) => sum + amount, 0);
    expect(carried(factsOf(over))).toBe(carried(ours));
  }
});

test('a debt that the other life repaid or handed over is not paid a second time', () => {
  const owed = { holder: `debt:${walletId}`, unit: 'points:points', lot: '2026-11-01/-', amount: -4 };
  const repaid: Fact = {
    type: 'DebtRepaid',
    body: { walletId, unit: 'points:points', parts: [{ lot, amount: 10 }], debtLot: owed.lot },
  };
  const handed: Fact = {
    type: 'DebtHandedOver',
    body: { walletId, unit: 'points:points', parts: [{ lot: owed.lot, amount: 10 }] },
  };
  const partly = afterwards([repaid, handed], [points(80), owed]);
  expect(factsOf(partly).find(({ type }) => type === 'DebtRepaid')).toMatchObject({
    body: { parts: [{ lot, amount: 4 }] },
  });
  expect(typesOf(partly)).not.toContain('DebtHandedOver');
  const handedOnly = afterwards([handed], [owed]);
  expect(factsOf(handedOnly)[1]).toMatchObject({ body: { parts: [{ amount: 4 }] } });
  expect(typesOf(afterwards([repaid, handed], [points(80)]))).toEqual(['EpochStarted', 'RightsSuspended']);
});
