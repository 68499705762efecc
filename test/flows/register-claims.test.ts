import { afterEach, beforeEach, expect, test } from 'vitest';
import { aRegister, type ARegister, codeOf } from '#test/support/a-register.ts';
import { cards } from '#test/support/a-till.ts';
import { staffOf } from '#test/support/staffed-till.ts';

let register: ARegister;
let open: ARegister['open'];
let ask: ARegister['ask'];
let events: ARegister['events'];
let enrol: ARegister['enrol'];
const card = cards.fresh;

beforeEach(async () => {
  register = await aRegister();
  ({ open, ask, events, enrol } = register);
});
afterEach(() => register.close());

test('a sale without a card leaves a claim, which is credited once: to a card over HTTP, or to whoever stands at the counter', async () => {
  await enrol(card);
  const sale = async (saleId: string) => {
    const sold = await ask('/v1/sales', { saleId, amountMinor: 2_340, claim: true });
    const { claim } = sold.body as { claim: { code: string; digits: string; untilDay: string } | null };
    if (!claim) throw new Error(`no claim: ${sold.text}`);
    return claim;
  };
  const first = await sale('claimed-sale-1');
  const shown = await ask('/v1/lookup', { card: first.digits });
  expect(shown.body).toMatchObject({
    member: null,
    claim: { total: { minor: 2_340 }, untilDay: first.untilDay, value: [{ amount: 23 }] },
  });

  const claimed = await ask('/v1/claims', { card, code: first.code });
  expect(claimed).toMatchObject({ status: 200, body: { credited: [{ amount: 23 }] } });
  // Whoever did not hear the answer asks again, and nothing more is credited; nobody else gets it.
  const again = await ask('/v1/claims', { card, code: first.digits });
  expect(again.body).toEqual({ ...claimed.body, credited: [] });
  await enrol(cards.unknown);
  expect(codeOf(await ask('/v1/claims', { card: cards.unknown, code: first.code }))).toBe('409 CLAIM_TAKEN');
  expect(events('ReceiptClaimed')).toHaveLength(1);
  expect(codeOf(await ask('/v1/claims', { card, code: 'nothing' }))).toBe('409 CODE_UNKNOWN');

  // At the counter it is laid down and credited, and then the register hears that it was.
  const second = await sale('claimed-sale-2');
  for (const text of [cards.unknown, second.code])
    await open.screen.call('checkout.scan', { deviceId: 'test', text });
  expect(await open.screen.call('claims.take', {})).toMatchObject({ ok: true });
  expect(codeOf(await ask('/v1/claims', { card, code: second.code }))).toBe('409 CLAIM_TAKEN');
  expect(events('ReceiptClaimed')).toHaveLength(2);

  // Refunded in whole, what was claimed goes back.
  const reversal = { reversalId: 'claimed-back-1', saleId: 'claimed-sale-1', kind: 'refund' };
  expect((await ask('/v1/reversals', reversal)).status).toBe(200);
  const { body } = await ask('/v1/lookup', { card });
  const { holdings } = body['member'] as { holdings: { total: number }[] };
  expect(holdings.map(({ total }) => total)).toEqual(holdings.map(() => 0));
});

test('what a second person has to look at when it is claimed at the counter is refused at the register: a colleague’s card, and much in a day', async () => {
  const { add, signIn, link } = staffOf(() => open);
  await enrol(card);
  await enrol(cards.unknown);
  await add('Ada', 'owner');
  await add('Bela', 'cashier');
  await link('Bela', card);
  await signIn('Ada');
  const sale = async (saleId: string, amountMinor: number) => {
    const sold = await ask('/v1/sales', { saleId, amountMinor, claim: true });
    return (sold.body as { claim: { code: string } }).claim.code;
  };
  const small = await sale('gated-sale-1', 2_340);
  const large = await sale('gated-sale-2', 1_000_000);
  expect(codeOf(await ask('/v1/claims', { card, code: small }))).toBe('409 OWN_CARD');
  // Nobody at this till is known to stand at the register.
  await open.screen.call('access.lock', {});
  expect(codeOf(await ask('/v1/claims', { card, code: small }))).toBe('409 OWN_CARD');
  expect(events('ReceiptClaimed')).toHaveLength(0);
  // Nothing was used up by a refusal, and who was credited hears so again though a sale came between.
  const claimed = await ask('/v1/claims', { card: cards.unknown, code: small });
  expect(claimed).toMatchObject({ status: 200, body: { credited: [{ amount: 23 }] } });
  const much = await ask('/v1/claims', { card: cards.unknown, code: large });
  expect(much).toMatchObject({ status: 409, body: { error: { code: 'EARNED_MUCH', points: 10_023 } } });
  await ask('/v1/sales', { saleId: 'gated-sale-3', card: cards.unknown, amountMinor: 100 });
  expect(codeOf(await ask('/v1/claims', { card: cards.unknown, code: small }))).toBe('200 ok');
  expect(codeOf(await ask('/v1/claims', { card: cards.unknown, code: large }))).toBe('409 CARD_AGAIN');
});

test('a lookup tells tiers, memberships, booked places and given coupons, and a coupon by its number takes off what it promises', async () => {
  await enrol(card);
  const save = (programId: string, type: string, setup: object) =>
    open.screen.call('programs.save', {
      ...{ programId, type, revision: 0, ended: false },
      setup: JSON.stringify(setup),
    });
  const effect = { kind: 'percent', bp: 1_000 };
  await save('guests', 'tiers', { by: 'visits', period: 'lifetime', tiers: [{ name: 'Guest', from: 1 }] });
  await save('club', 'membership', { name: 'The club', months: 12, priceMinor: 3_000 });
  await save('tasting', 'experiences', { name: 'Wine tasting', goodDays: 30 });
  await save('sorry', 'coupons', { name: 'Ten percent', effect });
  const empty = await ask('/v1/lookup', { card });
  expect(empty.body['member']).toMatchObject({ tiers: [], memberships: [], places: [], coupons: [] });

  await ask('/v1/sales', { saleId: 'lookup-sale-1', card, amountMinor: 1_000 });
  await open.screen.call('checkout.scan', { deviceId: 'test', text: card });
  const { member } = await open.screen.call('checkout.visit', {});
  const walletId = member?.walletId ?? '';
  const done = [
    await open.screen.call('membership.sell', {
      ...{ commandId: 'lookup-club', walletId, programId: 'club', priceMinor: 3_000 },
    }),
    await open.screen.call('places.book', { commandId: 'lookup-place', walletId, programId: 'tasting' }),
    await open.screen.call('coupons.give', {
      ...{ commandId: 'lookup-coupon', walletId, programId: 'sorry', note: '', paper: false },
    }),
  ];
  expect(done.map(({ ok }) => ok)).toEqual([true, true, true]);
  const { body } = await ask('/v1/lookup', { card });
  expect(body['member']).toMatchObject({
    tiers: [{ programId: 'guests', tier: 'Guest' }],
    memberships: [{ programId: 'club', name: 'The club', untilDay: expect.any(String) as string }],
    places: [{ programId: 'tasting', name: 'Wine tasting' }],
    coupons: [{ label: 'Ten percent', untilDay: null }],
  });
  const { coupons, places } = body['member'] as Record<'coupons' | 'places', { number: string }[]>;
  const vouchers = [...coupons, ...places].map(({ number }) => number);
  const sold = await ask('/v1/sales', { saleId: 'lookup-sale-2', card, vouchers, amountMinor: 2_000 });
  expect(sold).toMatchObject({ status: 200, body: { total: { minor: 1_800 } } });
  const after = await ask('/v1/lookup', { card });
  expect(after.body['member']).toMatchObject({ places: [], coupons: [] });
});
