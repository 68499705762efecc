import { beforeEach, expect, onTestFinished, test } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { walletHolder } from '#shared/members/wallet.ts';
import { centreMachineAt, freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { joined, opened, tillPen, walletOf, type TillPen } from '#test/support/till-pen.ts';
import { type CentreStore, openCentreStore } from './store.ts';

const lot = '2026-11-22/2027-11-22';
const unit = 'points:points';
const total = { minor: 1_000, currency: 'EUR' };
/** More than the centre looks at in one go. */
const many = 200;
let url: string;
let store: CentreStore;
let pens: [TillPen, TillPen, TillPen];

beforeEach(async () => {
  url = await freshDatabase();
  store = await openCentreStore({
    url,
    machine: centreMachineAt(() => 1_795_000_100_000),
    log: () => undefined,
  });
  onTestFinished(() => store.close());
  pens = [tillPen('till-1'), tillPen('till-2'), tillPen('till-3')];
  for (const pen of pens) {
    pen.write(opened(pen.writer), ...joined(1));
    await told(pen);
  }
});

const told = async ({ writer, log }: TillPen): Promise<void> => {
  const first = Number((await column('SELECT seq FROM till_log WHERE writer = $1', writer))[0] ?? 0);
  const envelopes = log.filter(({ seq }) => seq > first);
  expect(await store.accept({ writer, envelopes })).toMatchObject({ ok: true });
};
const column = (sql: string, ...values: unknown[]): Promise<unknown[]> =>
  withDatabase(url, async (client) =>
    (await client.query<Record<string, unknown>>(sql, values)).rows.map((row) => Object.values(row)[0]),
  );

const riskOf = (member: number): Fact => ({
  type: 'RiskTaken',
  body: {
    riskId: `risk-${member}`,
    holder: walletHolder(walletOf(member)),
    unit,
    amount: 10,
    lot: '2026-11-22/-',
    saleId: `sale-${member}`,
    worth: { minor: 20, currency: 'EUR' },
  },
});
const atCentre = (member: number, what: string, amount: number, inLot = lot): Fact => ({
  type: 'ValueAdjusted',
  body: {
    walletId: walletOf(member),
    unit: what,
    drawer: 'centre',
    lot: inLot,
    amount,
    note: '',
    by: 'anna',
  },
});

test.each([
  ['value of another unit', 'stamps:coffee', lot],
  ['value that has ended', unit, '2025-01-01/2025-12-31'],
])('a risk is covered though two hundred others have only %s at the centre', async (_, theirs, theirLot) => {
  const [one] = pens;
  const members = Array.from({ length: many + 1 }, (__, index) => index + 1).sort((a, b) =>
    walletOf(a) < walletOf(b) ? -1 : 1,
  );
  const last = members.at(-1) ?? 0;
  one.write(...members.map(riskOf));
  one.write(...members.slice(0, many).map((member) => atCentre(member, theirs, 1, theirLot)));
  one.write(atCentre(last, unit, 50));
  await told(one);
  await store.settle();
  expect(await column('SELECT covered FROM risks WHERE risk_id = $1', `risk-${last}`)).toEqual(['10']);
});

test('the right to a refund is asked for though two hundred others are awaited of a till that is not there', async () => {
  const [one, two, three] = pens;
  const saleId = (n: number): string => `sale-${String(n).padStart(4, '0')}`;
  const sale = (n: number): Fact => ({
    type: 'SaleRecorded',
    body: { saleId: saleId(n), walletId: null, total, paidWithVouchersMinor: 0, items: [] },
  });
  const back = (n: number, originalTill: string): Fact => ({
    type: 'SaleReversed',
    body: {
      reversalId: `reversal-${n}`,
      saleId: saleId(n),
      kind: 'refund',
      amount: total,
      lines: [],
      note: '',
      originalTill,
      walletId: null,
      parts: [],
      provisional: true,
    },
  });
  const others = Array.from({ length: many }, (_, n) => n);
  one.write(...others.map(sale));
  two.write(sale(many));
  three.write(...others.map((n) => back(n, 'till-1')), back(many, 'till-2'));
  for (const pen of pens) await told(pen);
  await store.settle();
  const first = await store.awaitedRefunds();
  expect(first).toMatchObject({ any: true, behind: saleId(many - 1) });
  const rest = await store.awaitedRefunds(first.behind ?? '');
  expect(rest).toMatchObject({ any: true, behind: null, wants: [{ holder: `sale:${saleId(many)}` }] });
  const asked = await store.recallsFor(rest.wants, 'centre', new Set(['till-2']));
  expect(asked.map(({ till }) => till)).toEqual(['till-2']);
});

test('gift cards that a till says replace each other in a circle do not hold the centre up', async () => {
  const [one, , three] = pens;
  const ids = ['a'.repeat(32), 'b'.repeat(32)] as const;
  const load = (giftCardId: string, saleId: string, replaces?: string): Fact => ({
    type: 'GiftCardLoaded',
    body: {
      giftCardId,
      tail: 'LNPR',
      unit: 'gift:EUR',
      drawer: 'till-1',
      lot,
      amount: 1_000,
      vat: { kind: 'mpv' },
      saleId,
      programId: 'gift-cards',
      revision: 1,
      ...(replaces === undefined ? {} : { replaces }),
    },
  });
  const sold = { saleId: 'sale-1', walletId: null, total, paidWithVouchersMinor: 0, items: [] };
  const right = { holder: 'sale:sale-1', unit: 'refund:EUR', parts: [{ lot, amount: 1_000 }] };
  one.write(
    { type: 'SaleRecorded', body: { ...sold, giftCardsSoldMinor: 1_000 } },
    load(ids[0], 'sale-1'),
    load(ids[1], 'r-1', ids[0]),
    load(ids[0], 'r-2', ids[1]),
    { type: 'RefundOpened', body: { saleId: 'sale-1', total, lot } },
    { type: 'RightsReturned', body: { ...right, because: 'recalled', recallId: null } },
  );
  await told(one);
  three.write({
    type: 'SaleReversed',
    body: {
      reversalId: 'reversal-1',
      saleId: 'sale-1',
      kind: 'refund',
      amount: total,
      lines: [],
      note: '',
      originalTill: 'till-1',
      walletId: null,
      parts: [],
      provisional: true,
    },
  });
  await told(three);
  await store.settle();
  expect((await store.awaitedRefunds()).any).toBe(true);
});
