import http from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { giftCardIdOf } from '#shared/members/wallet.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { newRegisterKey } from '#electron/register-api/register-key.ts';
import { routes } from '#electron/register-api/routes.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

const patience = { timeout: 45_000, interval: 20 };
let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
let base: string;
let key: string;

async function openShop(more: object = {}): Promise<void> {
  const registerApi = { listen: { port: 0 }, ...more };
  const settings = { ...demoShop.settings, language: 'en', registerApi };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  open = await openTestTill(folder.dir, { demo: false });
  await vi.waitUntil(() => open.till.registerApi.base() !== null, patience);
  base = open.till.registerApi.base() ?? '';
}
beforeEach(async () => {
  folder = temporaryFolder();
  await openShop();
  key = newRegisterKey(folder.dir);
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

interface Answer {
  status: number;
  body: Record<string, unknown> & { error?: { code: string; message: string; detail?: string } };
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** One request over a real socket, with headers that `fetch` would not let us set. */
function request(
  method: string,
  place: string,
  body: string | undefined,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = http.request(`${base}${place}`, { method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        const isJson = response.headers['content-type']?.startsWith('application/json') && text !== '';
        const parsed = (isJson ? JSON.parse(text) : {}) as Answer['body'];
        resolve({ status: response.statusCode ?? 0, body: parsed, headers: response.headers, text });
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
const ask = (place: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  request('POST', place, JSON.stringify(body), {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${key}`,
    ...headers,
  });
const codeOf = ({ status, body }: Answer) => `${status} ${body.error?.code ?? 'ok'}`;
const events = (type: string) => open.till.store.ownAfter(0, 1_000).filter((event) => event.type === type);
/** Makes the card a member's, at the cashier's counter. */
async function enrol(card: string): Promise<void> {
  await open.screen.call('checkout.scan', { deviceId: 'test', text: card });
  await open.screen.call('checkout.enrol', {});
  await open.screen.call('checkout.clear', {});
}
const card = cards.fresh;

test('a sale earns, once for its id, and the voucher that it made takes money off the next one, once', async () => {
  await enrol(card);
  const sale = {
    saleId: 'register-000001',
    card,
    amountMinor: 12_340,
    items: [{ item: 'coffee', quantity: 2 }],
  };
  const first = await ask('/v1/sales', sale);
  expect(first.body).toMatchObject({
    saleId: 'register-000001',
    due: { minor: 12_340, currency: 'EUR' },
    issued: [{ unit: 'credit:EUR', amount: 200 }],
  });
  expect((await ask('/v1/sales', sale)).body).toMatchObject({ awards: first.body['awards'] });
  expect(events('SaleRecorded')).toHaveLength(1);
  expect(codeOf(await ask('/v1/sales', { ...sale, amountMinor: 1 }))).toBe('409 SALE_DIFFERS');

  const token = open.till.store.look.latestVouchers(1)[0]?.token ?? '';
  const next = { saleId: 'register-000002', amountMinor: 500, vouchers: [token] };
  expect((await ask('/v1/quote', next)).body).toMatchObject({
    due: { minor: 300 },
    redeemed: [{ amount: 200 }],
  });
  expect((await ask('/v1/sales', next)).body).toMatchObject({
    due: { minor: 300 },
    redeemed: [{ amount: 200 }],
  });
  expect(codeOf(await ask('/v1/sales', { ...next, saleId: 'register-000003' }))).toBe('409 VOUCHER_SPENT');
  expect((await ask('/v1/sales', next)).body).toMatchObject({ due: { minor: 300 } });
  await open.till.printed();
  expect(open.till.store.verify().faults).toEqual([]);
});

test('a quote tells what the member may have, and the register uses it by its id', async () => {
  await enrol(card);
  await ask('/v1/sales', { saleId: 'register-earn-1', card, amountMinor: 5_000 });
  const lines = [
    { label: 'Croissant', category: 'pastry', totalMinor: 500 },
    { label: 'Tip', kind: 'tip', totalMinor: 200 },
  ];
  const basket = { card, amountMinor: 700, lines };
  const quote = (await ask('/v1/quote', basket)).body;
  expect(quote).toMatchObject({
    due: { minor: 700 },
    awards: [{ amount: 5 }],
    offers: [
      { offerId: 'rewards/croissant', state: 'open', offMinor: 160, why: null },
      { offerId: 'credit', state: 'not-now' },
      { offerId: 'rewards/brunch', state: 'not-now' },
    ],
  });
  const sale = { ...basket, saleId: 'register-earn-2', offers: ['rewards/croissant'] };
  const sold = (await ask('/v1/sales', sale)).body;
  expect(sold).toMatchObject({
    total: { minor: 540 },
    reductions: [{ offMinor: 160, reason: 'A croissant for 40 points' }],
    awards: [{ amount: 3 }],
  });
  expect((await ask('/v1/sales', sale)).body).toMatchObject({
    saleId: 'register-earn-2',
    total: { minor: 540 },
  });
  const gone = { ...basket, saleId: 'register-earn-3', offers: ['rewards/croissant'] };
  expect(codeOf(await ask('/v1/sales', gone))).toBe('409 OFFER_NOT_NOW');
});

test('a lookup tells what counts at the counter and no name; a quote writes nothing', async () => {
  expect((await ask('/v1/lookup', { card })).body).toEqual({ member: null, claim: null });
  await enrol(card);
  const { body } = await ask('/v1/lookup', { card });
  expect(body).toMatchObject({ member: { cardTail: card.slice(-4), visits: 0 } });
  expect(Object.keys(body['member'] as object).sort()).toEqual([
    'cardTail',
    'coupons',
    'holdings',
    'leaderboard',
    'memberships',
    'places',
    'tiers',
    'visits',
  ]);
  // Whoever takes part and came has a place, and others are told of none.
  expect(body['member']).toMatchObject({ leaderboard: null });
  await ask('/v1/sales', { saleId: 'register-board-1', card, amountMinor: 90 });
  await open.screen.call('checkout.scan', { deviceId: 'test', text: card });
  const { member } = await open.screen.call('checkout.visit', {});
  await open.screen.call('members.change', {
    walletId: member?.walletId ?? '',
    person: { nickname: 'Ristretto', consents: { 'board.nickname': true } },
    anyway: false,
  });
  await open.screen.call('checkout.clear', {});
  expect((await ask('/v1/lookup', { card })).body['member']).toMatchObject({
    visits: 1,
    leaderboard: { place: 1, of: 1, shared: false },
  });
  const before = open.till.store.head();
  const quote = await ask('/v1/quote', { card, amountMinor: 2_340 });
  expect(quote.body).toMatchObject({
    due: { minor: 2_340 },
    awards: [{ unit: 'points:points', amount: 23 }],
  });
  const { body: offered } = await ask('/v1/offers', { card });
  expect(offered['offers']).toContainEqual({
    programId: 'points',
    unit: 'points:points',
    here: 0,
    missing: 100,
  });
  expect(open.till.store.head()).toEqual(before);
});

test('a gift card pays as a tender, once, and the register is told where tax falls', async () => {
  const code = demoShop.giftCard;
  const giftCardId = giftCardIdOf(code, nodeMachine.sha256);
  await open.screen.call('checkout.scan', { deviceId: 'test', text: code });
  await open.screen.call('gift-cards.load', { commandId: 'register-gift-0', giftCardId, amountText: '10' });
  const lines = [{ label: 'Cake', totalMinor: 1_220, taxBp: 2_200 }];
  const basket = { giftCards: [code], amountMinor: 1_220, lines };
  expect((await ask('/v1/quote', basket)).body).toMatchObject({
    total: { minor: 1_220 },
    due: { minor: 220 },
    giftCards: [{ paidMinor: 1_000, vat: { kind: 'mpv' } }],
    taxes: [{ taxBp: 2_200, taxableMinor: 1_220, taxMinor: 220 }],
  });
  const sale = { ...basket, saleId: 'register-gift-1' };
  const sold = await ask('/v1/sales', sale);
  expect(sold.body).toMatchObject({ due: { minor: 220 }, giftCards: [{ paidMinor: 1_000, leftMinor: 0 }] });
  expect((await ask('/v1/sales', sale)).body).toEqual(sold.body);
  expect(codeOf(await ask('/v1/sales', { ...sale, saleId: 'register-gift-2' }))).toBe('409 GIFT_CARD_EMPTY');
  expect(events('GiftCardSpent')).toHaveLength(1);
});

test('a coupon is had by the code that the customer says, as often as there are uses of it', async () => {
  const save = (programId: string, type: string, setup: object) =>
    open.screen.call('programs.save', {
      ...{ programId, type, revision: 0, ended: false },
      setup: JSON.stringify(setup),
    });
  const effect = { kind: 'percent', bp: 1_000 };
  await save('summer', 'coupons', { name: 'Summer', effect, code: 'SUMMER10', limit: 1 });
  const sale = (saleId: string, code: string) =>
    ask('/v1/sales', { saleId, vouchers: [code], amountMinor: 2_000 });
  const first = await sale('code-sale-1', 'summer 10');
  expect(first).toMatchObject({ status: 200, body: { total: { minor: 1_800 } } });
  // Asked again it is the same sale, and uses nothing.
  expect((await sale('code-sale-1', 'summer 10')).body).toEqual(first.body);
  const second = await sale('code-sale-2', 'SUMMER10');
  expect(second).toMatchObject({ status: 409, body: { error: { code: 'OFFER_NOT_NOW' } } });
  const unknown = await sale('code-sale-3', 'WINTER10');
  expect(unknown).toMatchObject({ status: 409, body: { error: { code: 'CODE_UNKNOWN' } } });
  expect(open.till.store.look.campaign('summer')).toEqual({ opened: 1, used: 1 });
});

test('the cashier’s customer stays at the counter whatever the register asks', async () => {
  await enrol(card);
  await open.screen.call('checkout.scan', { deviceId: 'test', text: card });
  const before = await open.screen.call('checkout.visit', {});
  await Promise.all([
    ask('/v1/lookup', { card: cards.ean }),
    ask('/v1/sales', { saleId: 'register-beside', amountMinor: 700 }),
    ask('/v1/quote', { card, amountMinor: 100 }),
  ]);
  expect((await open.screen.call('checkout.visit', {})).member).toEqual(before.member);
});

test('reserve, commit, release: set aside once, used up with the sale or given back, and given back with a refund', async () => {
  await enrol(card);
  await ask('/v1/sales', { saleId: 'register-earn-1', card, amountMinor: 8_000 });
  const reserve = { reservationId: 'basket-000001', card, unit: 'points:points', amount: 50 };
  expect(codeOf(await ask('/v1/reservations/reserve', reserve))).toBe('200 ok');
  expect(codeOf(await ask('/v1/reservations/reserve', reserve))).toBe('200 ok');
  const more = { ...reserve, reservationId: 'basket-000002', amount: 31 };
  expect(codeOf(await ask('/v1/reservations/reserve', more))).toBe('409 RESERVATION_SHORT');
  const here = async () => {
    const { body } = await ask('/v1/offers', { card });
    return (body['offers'] as { programId: string; here: number }[]).find(
      ({ programId }) => programId === 'points',
    )?.here;
  };
  expect(await here()).toBe(30);

  const commit = { reservationId: 'basket-000001', saleId: 'register-commit', card, amountMinor: 1_000 };
  await enrol(cards.ean);
  expect(codeOf(await ask('/v1/reservations/commit', { ...commit, card: cards.ean }))).toBe(
    '409 OTHER_MEMBER',
  );
  expect(codeOf(await ask('/v1/reservations/commit', commit))).toBe('200 ok');
  expect(codeOf(await ask('/v1/reservations/commit', commit))).toBe('200 ok');
  expect(events('ValueSpent')).toHaveLength(1);
  expect(await here()).toBe(40);
  expect(codeOf(await ask('/v1/reservations/release', { reservationId: 'basket-000001' }))).toBe(
    '409 RESERVATION_GONE',
  );
  const late = { ...commit, saleId: 'register-commit-2' };
  expect(codeOf(await ask('/v1/reservations/commit', late))).toBe('409 RESERVATION_GONE');
  expect(events('SaleRecorded')).toHaveLength(2);

  const refund = { reversalId: 'return-000001', saleId: 'register-commit', kind: 'refund' };
  expect((await ask('/v1/reversals', refund)).body).toMatchObject({
    money: { minor: 1_000 },
    left: { minor: 0 },
  });
  expect((await ask('/v1/reversals', refund)).body).toMatchObject({ money: { minor: 1_000 } });
  expect(await here()).toBe(80);

  expect(codeOf(await ask('/v1/reservations/reserve', { ...reserve, reservationId: 'basket-000003' }))).toBe(
    '200 ok',
  );
  expect(codeOf(await ask('/v1/reservations/release', { reservationId: 'basket-000003' }))).toBe('200 ok');
  expect(await here()).toBe(80);
  expect(open.till.store.verify().faults).toEqual([]);
});

test('without the key nothing is answered; a new key ends the old one at once', async () => {
  const old = key;
  expect(codeOf(await ask('/v1/lookup', { card }, { Authorization: '' }))).toBe('401 NO_KEY');
  expect(codeOf(await ask('/v1/lookup', { card }, { Authorization: 'Bearer tessera_no' }))).toBe(
    '401 WRONG_KEY',
  );
  key = newRegisterKey(folder.dir);
  expect(codeOf(await ask('/v1/lookup', { card }, { Authorization: `Bearer ${old}` }))).toBe('401 WRONG_KEY');
  expect(codeOf(await ask('/v1/lookup', { card }))).toBe('200 ok');
  expect(readFileSync(path.join(folder.dir, 'register-key'), 'utf8')).not.toContain(key.slice(8));
});

test('who guesses keys is stopped, and the register with its key is not', async () => {
  const guess = () => ask('/v1/lookup', { card }, { Authorization: 'Bearer guess' });
  const codes = new Set<string>();
  for (let count = 0; count < 12; count += 1) codes.add(codeOf(await guess()));
  expect([...codes]).toEqual(['401 WRONG_KEY', '429 TOO_MANY']);
  expect(Number((await guess()).headers['retry-after'])).toBeGreaterThan(0);
  expect(codeOf(await ask('/v1/lookup', { card }))).toBe('200 ok');
});

test('a register that asks too much is told to wait', async () => {
  await open.close();
  await openShop({ perMinute: 2 });
  const codes: string[] = [];
  for (let count = 0; count < 3; count += 1) codes.push(codeOf(await ask('/v1/lookup', { card })));
  expect(codes).toEqual(['200 ok', '200 ok', '429 TOO_MANY']);
});

test.each([
  ['another name for this computer', { Host: 'till.example:80' }, '421 WRONG_HOST'],
  ['a page of another origin', { Origin: 'http://shop.example' }, '403 FOREIGN_ORIGIN'],
  ['a form of a page', { 'Content-Type': 'text/plain' }, '415 NOT_JSON'],
])('%s is refused, whatever key it has', async (_, headers: Record<string, string>, code) => {
  expect(codeOf(await ask('/v1/lookup', { card }, headers))).toBe(code);
});

test.each([
  ['no JSON', '/v1/lookup', '{', '400 NOT_JSON'],
  ['no card', '/v1/lookup', '{}', '400 BAD_REQUEST'],
  ['half a cent', '/v1/quote', '{"amountMinor": 0.5}', '400 BAD_REQUEST'],
  ['nothing to pay', '/v1/quote', '{"amountMinor": 0}', '400 BAD_REQUEST'],
  ['nobody to earn', '/v1/quote', '{"amountMinor": 500}', '409 NO_CUSTOMER'],
  ['a book', '/v1/lookup', JSON.stringify({ card: 'x'.repeat(70_000) }), '413 TOO_LARGE'],
  ['no card of ours', '/v1/lookup', '{"card": "hello"}', '409 CODE_UNKNOWN'],
  ['a path that is none', '/v1/everything', '{}', '404 NOT_FOUND'],
])('%s is refused in words', async (_, place, body, code) => {
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` };
  const answer = await request('POST', place, body, headers);
  expect(codeOf(answer)).toBe(code);
  expect(answer.body.error?.message).toMatch(/^[A-Z].+\.$/);
});

test('a blocked card and a card of nobody are refused as at the counter', async () => {
  const offers = await ask('/v1/offers', { card });
  expect(codeOf(offers)).toBe('409 NOT_ENROLLED');
  expect(codeOf(await ask('/v1/sales', { saleId: 'register-nobody', card, amountMinor: 100 }))).toBe(
    '409 NOT_ENROLLED',
  );
  expect(events('SaleRecorded')).toEqual([]);
});

test('the contract is OpenAPI 3.1 of every route, and the page to try it has nothing from elsewhere', async () => {
  const contract = await request('GET', '/openapi.json', undefined);
  const { openapi, paths } = contract.body as unknown as {
    openapi: string;
    paths: Record<string, { post: object }>;
  };
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths)).toEqual(routes.map((route) => route.path));
  expect(paths['/v1/sales']?.post).toMatchObject({
    requestBody: {
      content: { 'application/json': { schema: { type: 'object', required: ['saleId', 'amountMinor'] } } },
    },
  });
  for (const { example, asked } of routes) {
    expect(asked.safeParse(example).success).toBe(true);
    expect('card' in example ? example.card : cards.fresh).toBe(cards.fresh);
  }
  const page = await request('GET', '/', undefined);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  expect(page.text).not.toMatch(/https?:\/\/|<script>|style=/);
  expect((await request('GET', '/try.js', undefined)).text).not.toMatch(/innerHTML|eval|https?:\/\//);
  expect(codeOf(await request('GET', '/v1/sales', undefined))).toBe('405 NOT_ALLOWED');
});

test('a till that was not told where to listen does not', async () => {
  await open.close();
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(demoShop.settings));
  open = await openTestTill(folder.dir, { demo: false });
  expect(open.till.registerApi.base()).toBeNull();
});
