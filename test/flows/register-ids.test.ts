import { afterEach, beforeEach, expect, test } from 'vitest';
import { aRegister, type ARegister, codeOf } from '#test/support/a-register.ts';
import { cards } from '#test/support/a-till.ts';

const card = cards.fresh;
const other = cards.eightyPoints;
let register: ARegister;
let ask: ARegister['ask'];
beforeEach(async () => {
  register = await aRegister();
  ({ ask } = register);
  await register.enrol(card);
  await register.enrol(other);
});
afterEach(() => register.close());

test('an id that was used for something else is refused, and not answered as if it had been done', async () => {
  const sale = { saleId: 'sale-000001', card, amountMinor: 10_000 };
  expect(codeOf(await ask('/v1/sales', sale))).toBe('200 ok');
  expect(codeOf(await ask('/v1/sales', { ...sale, card: other }))).toBe('409 SALE_DIFFERS');
  expect(codeOf(await ask('/v1/sales', { ...sale, card: undefined }))).toBe('409 SALE_DIFFERS');
  expect(codeOf(await ask('/v1/sales', { ...sale, saleId: 'sale-000002', amountMinor: 7_000 }))).toBe(
    '200 ok',
  );
  const back = { reversalId: 'return-000001', saleId: 'sale-000001', kind: 'refund', amountMinor: 1_000 };
  const first = await ask('/v1/reversals', back);
  expect(first.body).toMatchObject({
    saleId: 'sale-000001',
    money: { minor: 1_000 },
    left: { minor: 9_000 },
  });
  expect((await ask('/v1/reversals', back)).body).toEqual(first.body);
  for (const wrong of [
    { amountMinor: 5_000 },
    { amountMinor: undefined },
    { saleId: 'sale-000002' },
    { kind: 'void' },
  ])
    expect(codeOf(await ask('/v1/reversals', { ...back, ...wrong }))).toBe('409 REVERSAL_DIFFERS');
  expect(register.events('SaleReversed')).toHaveLength(1);
});

test('what one member set aside is spent in no sale of another, nor in one that was made without it', async () => {
  await ask('/v1/sales', {
    saleId: 'sale-000001',
    card,
    amountMinor: 1_000,
    items: [{ item: 'coffee', quantity: 3 }],
  });
  await ask('/v1/sales', { saleId: 'sale-000002', card: other, amountMinor: 5_000 });
  const points = { reservationId: 'basket-000001', card: other, unit: 'points:points', amount: 20 };
  expect(codeOf(await ask('/v1/reservations/reserve', points))).toBe('200 ok');
  const stamps = { ...points, card, unit: 'stamps:coffee', amount: 2 };
  expect(codeOf(await ask('/v1/reservations/reserve', stamps))).toBe('409 OTHER_MEMBER');
  const commit = { reservationId: 'basket-000001', saleId: 'sale-000002', card: other, amountMinor: 5_000 };
  expect(codeOf(await ask('/v1/reservations/commit', commit))).toBe('409 SALE_DIFFERS');
  expect(register.events('ValueSpent')).toEqual([]);
  expect(codeOf(await ask('/v1/reservations/commit', { ...commit, saleId: 'sale-000003' }))).toBe('200 ok');
  expect(codeOf(await ask('/v1/reservations/commit', { ...commit, saleId: 'sale-000003' }))).toBe('200 ok');
  expect(register.events('ValueSpent')).toHaveLength(1);
  const another = { ...commit, saleId: 'sale-000003', reservationId: 'basket-000002' };
  expect(codeOf(await ask('/v1/reservations/commit', another))).toBe('409 SALE_DIFFERS');
  await ask('/v1/reservations/reserve', { ...points, reservationId: 'basket-000002' });
  await ask('/v1/reservations/release', { reservationId: 'basket-000002' });
  expect(codeOf(await ask('/v1/reservations/commit', another))).toBe('409 SALE_DIFFERS');
});

test('two registers with the same numbers beside two tills sell and take back each their own', async () => {
  const second = await aRegister();
  try {
    await second.enrol(card);
    const sale = { saleId: 'sale-000001', card, amountMinor: 1_000 };
    const [here, there] = [await ask('/v1/sales', sale), await second.ask('/v1/sales', sale)];
    expect([here.body['saleId'], there.body['saleId']]).toEqual(['sale-000001', 'sale-000001']);
    expect(here.body['recordId']).not.toBe(there.body['recordId']);
    const back = { reversalId: 'return-000001', saleId: 'sale-000001', kind: 'refund' };
    expect(codeOf(await ask('/v1/reversals', back))).toBe('200 ok');
    const { saleId } = JSON.parse(register.events('SaleReversed')[0]?.body ?? '{}') as { saleId: string };
    expect(saleId).toBe(here.body['recordId']);
    const again = { ...back, reversalId: 'return-000002', saleId: String(here.body['recordId']) };
    expect(codeOf(await ask('/v1/reversals', again))).toBe('409 SALE_ALREADY_REVERSED');
  } finally {
    await second.close();
  }
});
