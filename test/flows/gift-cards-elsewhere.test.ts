import { expect, test, vi } from 'vitest';
import { giftCardHolder, giftCardIdOf } from '#shared/members/wallet.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, refusalIn, scan, sell, waiting, type Chain } from '#test/support/a-chain.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';

const { giftCard } = demoShop;
const giftCardId = giftCardIdOf(giftCard, nodeMachine.sha256);
const holder = giftCardHolder(giftCardId);

let commands = 0;
const commandId = () => `gift-elsewhere-${(commands += 1)}`;
async function load(open: TillUnderTest, amountText: string): Promise<string> {
  await scan(open, giftCard);
  const answer = await open.screen.call('gift-cards.load', {
    ...{ commandId: commandId(), giftCardId, amountText },
  });
  if (!answer.ok || !answer.outcome) throw new Error(JSON.stringify(answer));
  return answer.outcome.saleId;
}
const refund = (open: TillUnderTest, saleId: string, amountText = '') =>
  open.screen.call('refund.confirm', {
    ...{ saleId, kind: 'refund', amountText, lines: [], commandId: commandId(), note: '' },
  });
const hereOf = (open: TillUnderTest) =>
  open.till.store.look.drawerLots(holder, 'gift:EUR').reduce((sum, { amount }) => sum + amount, 0);
const heardOf = (open: TillUnderTest) =>
  open.till.store.look.giftCard(giftCardId).lots.reduce((sum, { amount }) => sum + amount, 0);
const owed = (chain: Chain) =>
  chain.column(`SELECT coalesce(-sum(amount), 0) FROM books WHERE unit = 'gift:EUR'`);
const sound = async (chain: Chain, ...tills: TillUnderTest[]) => {
  for (const open of tills) await chain.uploaded(open);
  expect(tills.flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
};

test('a card loaded at one till pays at another, once, and the centre knows what is owed', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  await load(one, '50.00');
  await chain.uploaded(one);
  expect(await owed(chain)).toEqual(['5000']);

  // The other till may not have heard of the card yet: showing it there is enough.
  expect(await scan(two, giftCard)).toMatchObject({ ok: true });
  expect(await sell(two, '23.40')).toMatchObject({ ok: true, outcome: { due: { minor: 0 } } });
  await chain.uploaded(two);
  expect([hereOf(one), hereOf(two)]).toEqual([0, 2_660]);

  await scan(one, giftCard);
  expect(await sell(one, '30.00')).toMatchObject({ ok: true, outcome: { due: { minor: 340 } } });
  await sound(chain, one, two);
  expect(await owed(chain)).toEqual(['0']);
  expect(
    await chain.column(`SELECT sum(amount) FROM books WHERE account = 'gift-cards-taken' AND unit = 'EUR'`),
  ).toEqual(['5000']);
  expect(await chain.column(`SELECT sum(amount) FROM books WHERE account = 'sales'`)).toEqual(['5340']);
}, 90_000);

test('cut off, a till takes only what lies in its own drawer, and may load as ever', async () => {
  const chain = await aChain();
  const one = await chain.till('one');
  const two = await chain.till('two');
  await acquainted(one, two);
  await load(one, '20.00');
  await chain.uploaded(one);
  await vi.waitUntil(() => heardOf(two) === 2_000, waiting);
  await two.close();
  const alone = await chain.till('two', false);
  await scan(alone, giftCard);
  expect(refusalIn(await sell(alone, '5.00'))).toBe('GIFT_CARD_ELSEWHERE');
  await load(alone, '25.00');
  await scan(alone, giftCard);
  expect(await sell(alone, '30.00')).toMatchObject({ outcome: { due: { minor: 500 } } });
  expect(hereOf(one)).toBe(2_000);
  await alone.close();
  const back = await chain.till('two');
  await sound(chain, one, back);
  expect(await owed(chain)).toEqual(['2000']);
}, 90_000);

test('a card is taken back at another till than sold it, as far as it was not spent at a third', async () => {
  const chain = await aChain();
  const tills = [await chain.till('one'), await chain.till('two'), await chain.till('three')] as const;
  const [one, two, three] = tills;
  await acquainted(...tills);
  const loaded = await load(one, '50.00');
  await chain.uploaded(one);
  await scan(three, giftCard);
  const spent = await sell(three, '12.60');
  expect(spent).toMatchObject({ ok: true });
  await chain.uploaded(three);
  await vi.waitUntil(() => heardOf(two) === 3_740, waiting);

  expect(await refund(two, loaded)).toMatchObject({
    refusal: { code: 'REFUND_CARD_USED', leftMinor: 3_740 },
  });
  expect(await refund(two, loaded, '37.40')).toMatchObject({ reversal: { money: { minor: 3_740 } } });
  await chain.uploaded(two);
  expect(await owed(chain)).toEqual(['0']);

  // What the card paid comes back to it where the goods come back, and can then be taken back with the rest of the load.
  const goods = spent.ok ? (spent.outcome?.saleId ?? '') : '';
  expect(await refund(one, goods)).toMatchObject({ reversal: { money: { minor: 0 } } });
  await chain.uploaded(one);
  expect(await owed(chain)).toEqual(['1260']);
  expect(await refund(three, loaded)).toMatchObject({ reversal: { money: { minor: 1_260 } } });
  await sound(chain, ...tills);
  expect(await owed(chain)).toEqual(['0']);
}, 120_000);

test('a lost card is replaced at any till: all it holds is on the new one, once, and what the shop owes stays', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  await load(one, '50.00');
  await chain.uploaded(one);
  await vi.waitUntil(() => heardOf(two) === 5_000, waiting);
  const found = await two.screen.call('gift-cards.find', { tail: giftCard.slice(-4).toLowerCase() });
  expect(found).toMatchObject([{ giftCardId, tail: giftCard.slice(-4), balanceMinor: 5_000 }]);

  const wanted = { commandId: commandId(), giftCardId, because: 'stolen' as const };
  const answers = await Promise.all(
    [wanted, wanted].map((one) => two.screen.call('gift-cards.replace', one)),
  );
  expect(answers).toEqual([1, 2].map(() => ({ ok: true, jobId: `replaced-${wanted.commandId}` })));
  await chain.uploaded(two);
  expect(await owed(chain)).toEqual(['5000']);
  await vi.waitUntil(() => heardOf(one) === 0 && heardOf(two) === 0, waiting);
  await scan(one, giftCard);
  expect(refusalIn(await sell(one, '10.00'))).toBe('GIFT_CARD_EMPTY');
  await one.screen.call('checkout.clear', {});

  const code = two.till.store.jobs.get(`replaced-${wanted.commandId}`)?.document.secret ?? '';
  expect(await scan(one, code)).toMatchObject({ ok: true });
  expect(await sell(one, '50.00')).toMatchObject({ ok: true, outcome: { due: { minor: 0 } } });
  expect(await two.screen.call('gift-cards.replace', { ...wanted, commandId: commandId() })).toMatchObject({
    refusal: { code: 'GIFT_CARD_EMPTY' },
  });
  await sound(chain, one, two);
  expect(await owed(chain)).toEqual(['0']);
}, 90_000);

test('what a stolen card had paid comes back to the card that was given for it, also to one that was given for that', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const loaded = await load(one, '50.00');
  await scan(one, giftCard);
  const goods = await sell(one, '20.00');
  const saleId = goods.ok ? (goods.outcome?.saleId ?? '') : '';
  await chain.uploaded(one);
  await vi.waitUntil(() => heardOf(two) === 3_000, waiting);
  let [lost, code] = [giftCardId, ''];
  for (const because of ['stolen', 'damaged'] as const) {
    const wanted = { commandId: commandId(), giftCardId: lost, because };
    expect(await two.screen.call('gift-cards.replace', wanted)).toMatchObject({ ok: true });
    code = two.till.store.jobs.get(`replaced-${wanted.commandId}`)?.document.secret ?? '';
    lost = giftCardIdOf(code, nodeMachine.sha256);
  }
  await chain.uploaded(two);
  await vi.waitUntil(() => one.till.store.look.giftCardNow(giftCardId) === lost, waiting);
  expect(await refund(one, saleId)).toMatchObject({ reversal: { steps: [{ code: 'CARD_GIVEN_BACK' }] } });
  await chain.uploaded(one);
  expect(heardOf(one)).toBe(0);
  expect(
    await chain.column('SELECT sum(amount) FROM balances WHERE holder = $1', giftCardHolder(lost)),
  ).toEqual(['5000']);
  // And whoever returns the card itself gets its money off the new one.
  expect(await refund(two, loaded)).toMatchObject({ reversal: { money: { minor: 5_000 } } });
  await sound(chain, one, two);
  expect(await owed(chain)).toEqual(['0']);
}, 90_000);

test('a lost card is not replaced while some of it lies where it could be spent', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  await load(one, '20.00');
  await chain.uploaded(one);
  await vi.waitUntil(() => heardOf(two) === 2_000, waiting);
  await two.close();
  const cutOff = await chain.till('two', false);
  const before = cutOff.till.store.head().seq;
  const wanted = { commandId: commandId(), giftCardId, because: 'lost' as const };
  expect(await cutOff.screen.call('gift-cards.replace', wanted)).toMatchObject({
    refusal: { code: 'GIFT_CARD_AT_CENTRE', amountMinor: 2_000 },
  });
  expect(cutOff.till.store.head().seq).toBe(before);
}, 90_000);
