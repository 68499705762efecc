import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { claimHolder, walletHolder } from '#shared/members/wallet.ts';
import { centreMachineAt, freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { joined, opened, tillPen, walletOf, type TillPen } from '#test/support/till-pen.ts';
import { type CentreStore, openCentreStore } from './store.ts';

const startMs = 1_795_000_100_000;
const dayMs = 86_400_000;
const claimId = '00f1e2d3c4b5';
const claimLot = '2026-11-22/2026-12-06';
const ownLot = '2026-11-22/2027-11-22';
const refundLot = '2026-11-22/2027-11-22';
const unit = 'points:points';
const total = { minor: 1_000, currency: 'EUR' };
const pieces = [{ unit, lot: ownLot, amount: 10 }];
let url: string;
let store: CentreStore;
let now = startMs;
let pens: TillPen[];

beforeEach(async () => {
  now = startMs;
  url = await freshDatabase();
  store = await openCentreStore({ url, machine: centreMachineAt(() => now), log: () => undefined });
  onTestFinished(() => store.close());
  pens = ['till-1', 'till-2', 'till-3'].map((name) => tillPen(name));
  for (const pen of pens) {
    pen.write(opened(pen.writer), ...joined(1));
    await told(pen);
  }
});

const told = async ({ writer, log }: TillPen) =>
  expect(await store.accept({ writer, envelopes: log })).toMatchObject({ ok: true });
const column = (sql: string, ...values: unknown[]) =>
  withDatabase(url, async (client) =>
    (await client.query<Record<string, unknown>>(sql, values)).rows.map((row) => Object.values(row)[0]),
  );
const of = async (holder: string) =>
  Number(
    (
      await column(
        'SELECT coalesce(sum(amount), 0) FROM balances WHERE holder = $1 AND unit = $2',
        holder,
        unit,
      )
    )[0],
  );
const settled = () => column('SELECT reversal_id FROM reversals WHERE settled = 1');

const soldWithReceipt: Fact[] = [
  {
    type: 'SaleRecorded',
    body: { saleId: 'sale-1', walletId: null, total, paidWithVouchersMinor: 0, items: [] },
  },
  {
    type: 'ClaimOpened',
    body: {
      ...{ claimId, saleId: 'sale-1', drawer: 'till-1', lot: claimLot, total, token: '0'.repeat(208) },
      value: pieces.map((piece) => ({
        ...piece,
        ...{ programId: 'points', revision: 1, reason: { code: 'POINTS_PER_UNIT', params: {} } },
      })),
    },
  },
];
const given = (holder: string, what: string, lot: string, amount: number): Fact => ({
  type: 'RightsReturned',
  body: { holder, unit: what, parts: [{ lot, amount }], because: 'recalled', recallId: null },
});
const paidBack: Fact = {
  type: 'SaleReversed',
  body: {
    ...{ reversalId: 'reversal-1', saleId: 'sale-1', kind: 'refund', amount: total, lines: [], note: '' },
    ...{ originalTill: 'till-1', walletId: null, parts: [], provisional: true },
  },
};
const claimed = (amount = 10): Fact => ({
  type: 'ReceiptClaimed',
  body: {
    ...{ claimId, saleId: 'sale-1', total, walletId: walletOf(1), lot: claimLot },
    value: [{ unit, lot: ownLot, amount }],
  },
});

/** The right lies with the centre, the receipt with till two, which took it in and is cut off; till three paid the money back. */
async function receiptAway({ heard }: { heard: boolean }): Promise<[TillPen, TillPen, TillPen]> {
  const [one, two, three] = pens as [TillPen, TillPen, TillPen];
  one.write(
    ...soldWithReceipt,
    given(claimHolder(claimId), unit, claimLot, 10),
    { type: 'RefundOpened', body: { saleId: 'sale-1', total, lot: refundLot } },
    given('sale:sale-1', 'refund:EUR', refundLot, 1_000),
  );
  await told(one);
  const asked = { writer: two.writer, generation: 1, after: 0 };
  const { grants } = await store.giveRights(asked, [{ holder: claimHolder(claimId), unit, amount: 10 }]);
  for (const { number, grantId, holder, parts } of grants)
    two.write({ type: 'RightsAccepted', body: { grantId, generation: 1, number, holder, unit, parts } });
  if (heard) await told(two);
  three.write(paidBack);
  await told(three);
  return [one, two, three];
}

for (const heard of [true, false])
  test(`a refund at a risk waits for a receipt that a till may have credited, ${heard ? 'which has it' : 'to which it is on its way'}`, async () => {
    const [, two] = await receiptAway({ heard });
    expect(await store.settle()).toBe(0);
    now += 14 * dayMs;
    expect(await store.settle()).toBe(0);
    two.write(claimed());
    now += 40 * dayMs;
    expect(await store.settle()).toBe(0);
    await told(two);
    await store.settle();
    expect(await settled()).toEqual(['reversal-1']);
    expect((await of(walletHolder(walletOf(1)))) + (await of(`debt:${walletOf(1)}`))).toBe(0);
    expect(await of(claimHolder(claimId))).toBe(0);
    expect((await store.verify()).faults).toEqual([]);
  });

test('a refund at a risk waits no longer than until the receipt came back, and takes it', async () => {
  const [, two] = await receiptAway({ heard: true });
  two.write(given(claimHolder(claimId), unit, claimLot, 10));
  await told(two);
  await store.settle();
  expect(await settled()).toEqual(['reversal-1']);
  expect(await of(claimHolder(claimId))).toBe(0);
});

test('a refund that a till with a wrong clock paid waits for its sale from when the centre heard of it', async () => {
  const [one, two] = pens as [TillPen, TillPen];
  two.onDay('2025-11-20');
  two.write(paidBack);
  await told(two);
  expect(await store.settle()).toBe(0);
  now += 29 * dayMs;
  expect(await store.settle()).toBe(0);
  one.write(...soldWithReceipt);
  one.write({ type: 'RefundOpened', body: { saleId: 'sale-1', total, lot: refundLot } });
  one.write(
    given(claimHolder(claimId), unit, claimLot, 10),
    given('sale:sale-1', 'refund:EUR', refundLot, 1_000),
  );
  await told(one);
  await store.settle();
  expect(await column('SELECT loss FROM reversals')).toEqual([null]);
  expect(await of(claimHolder(claimId))).toBe(0);
});

test('of a refund whose sale nobody told of only what went back in money is lost', async () => {
  const [, two] = pens as [TillPen, TillPen];
  two.write({ ...paidBack, body: { ...paidBack.body, moneyBackMinor: 300 } } as Fact);
  await told(two);
  now += 31 * dayMs;
  expect(await store.settle()).toBe(1);
  expect(await column('SELECT loss FROM reversals')).toEqual(['300']);
});

test('a right and a receipt that have ended by the centre’s day are asked for all the same: their till’s clock may be behind', async () => {
  const [one, two] = pens as [TillPen, TillPen];
  const [ended, endedClaim] = ['2025-07-10/2026-07-10', '2025-07-10/2025-07-24'];
  one.onDay('2025-07-10');
  const [sale, claim] = soldWithReceipt;
  if (!sale || claim?.type !== 'ClaimOpened') throw new Error('a sale, and its receipt');
  one.write(
    sale,
    { ...claim, body: { ...claim.body, lot: endedClaim } },
    { type: 'RefundOpened', body: { saleId: 'sale-1', total, lot: ended } },
  );
  await told(one);
  two.write(paidBack);
  await told(two);
  expect(await store.settle()).toBe(0);
  const { wants } = await store.awaitedRefunds();
  const asked = await store.recallsFor(wants, 'centre', new Set(['till-1']));
  expect(asked.map(({ till, holder }) => `${till} ${holder}`)).toEqual([
    'till-1 sale:sale-1',
    `till-1 ${claimHolder(claimId)}`,
  ]);
  // A till gets nothing that is over.
  expect(await store.recallsFor(wants, 'till-2', new Set(['till-1']))).toEqual([]);
  one.write(
    given('sale:sale-1', 'refund:EUR', ended, 1_000),
    given(claimHolder(claimId), unit, endedClaim, 10),
  );
  await told(one);
  await store.settle();
  expect(await settled()).toEqual(['reversal-1']);
  expect((await store.verify()).faults).toEqual([]);
});

test('a till that was given up cannot credit a receipt any more: nobody waits for it', async () => {
  await receiptAway({ heard: true });
  await store.decideAsOwner({ kind: 'revoke-till', till: 'till-2', because: 'lost', by: 'owner' });
  await store.settle();
  expect(await settled()).toEqual(['reversal-1']);
  expect(await of(claimHolder(claimId))).toBe(0);
});

test('two refunds at a risk never wait for the same value at another till: what covers one covers no second', async () => {
  const [one, , three] = pens as [TillPen, TillPen, TillPen];
  const sales = ['sale-1', 'sale-2'];
  const walletId = walletOf(1);
  const value = { walletId, unit, lot: ownLot, drawer: 'till-1' };
  const earned = (saleId: string): Fact[] => [
    { type: 'SaleRecorded', body: { saleId, walletId, total, paidWithVouchersMinor: 0, items: [] } },
    {
      type: 'ValueAwarded',
      body: {
        ...{ ...value, saleId, programId: 'points', revision: 1, amount: 10 },
        reason: { code: 'POINTS_PER_UNIT', params: {} },
      },
    },
  ];
  one.write(...sales.flatMap(earned));
  one.write({
    type: 'ValueAdjusted',
    body: { ...value, amount: -10, note: 'spent', by: 'Ada' },
  });
  one.write(
    ...sales.flatMap((saleId): Fact[] => [
      { type: 'RefundOpened', body: { saleId, total, lot: refundLot } },
      given(`sale:${saleId}`, 'refund:EUR', refundLot, 1_000),
    ]),
  );
  await told(one);
  three.write(
    ...sales.map((saleId): Fact => ({
      type: 'SaleReversed',
      body: {
        ...{ reversalId: `reversal-of-${saleId}`, saleId, kind: 'refund', amount: total, lines: [] },
        ...{ note: '', originalTill: 'till-1', walletId, parts: [], provisional: true },
      },
    })),
  );
  await told(three);
  await store.settle();
  expect(await settled()).toHaveLength(2);
  expect(await of(walletHolder(walletId))).toBe(10);
  expect(await of(`debt:${walletId}`)).toBe(-10);

  one.write(given(walletHolder(walletId), unit, ownLot, 10));
  await told(one);
  await store.settle();
  expect(await of(`debt:${walletId}`)).toBe(0);
  expect((await store.verify()).faults).toEqual([]);
});
