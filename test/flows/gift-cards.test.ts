import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { OutcomeView } from '#shared/api/checkout.api.ts';
import type { ReversalAnswer } from '#shared/api/refund.api.ts';
import { cardIdOf, giftCardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

const points = {
  programId: 'points',
  type: 'points',
  setup: {
    pointsPerUnit: 1,
    voucherAt: 5_000,
    voucherWorthMinor: 200,
    pointsLifeDays: 365,
    voucherLifeDays: 180,
  },
};
const giftCards = (more: object = {}) => ({
  programId: 'gifts',
  type: 'gift-cards',
  setup: {
    name: 'Gift card',
    amounts: [{ minor: 2_500 }],
    freeAmount: { leastMinor: 500, mostMinor: 20_000 },
    ...more,
  },
});

let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
const start = async (programs: object[] = [points, giftCards()]) => {
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify({ shop: 'Bar Aurora', programs }));
  open = await openTestTill(folder.dir, { demo: false });
};
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

let commands = 0;
const commandId = () => `gift-card-${(commands += 1)}`;
const { giftCard } = demoShop;
const giftCardId = giftCardIdOf(giftCard, nodeMachine.sha256);
const walletId = walletIdOf(cardIdOf(cards.unknown, nodeMachine.sha256), nodeMachine.sha256);
const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'test', text });
const sold = (answer: Awaited<ReturnType<typeof scan>>): OutcomeView => {
  if (!answer.ok || !answer.outcome) throw new Error(JSON.stringify(answer));
  return answer.outcome;
};
const load = (amountText: string, id = commandId(), card = giftCardId) =>
  open.screen.call('gift-cards.load', { commandId: id, giftCardId: card, amountText });
const confirm = (amountText: string, id = commandId()) =>
  open.screen.call('checkout.confirm', { commandId: id, amountText });
const refund = (saleId: string, amountText = '', kind: 'void' | 'refund' = 'refund') =>
  open.screen.call('refund.confirm', {
    saleId,
    kind,
    amountText,
    lines: [],
    commandId: commandId(),
    note: '',
  });
const told = (answer: ReversalAnswer) =>
  answer.ok
    ? [answer.reversal.money.minor, ...answer.reversal.steps.map(({ code, amount }) => `${code} ${amount}`)]
    : answer.refusal;
const onCard = (card = giftCardId) =>
  open.till.store.look.giftCard(card).lots.reduce((sum, { amount }) => sum + amount, 0);

/** A card with this much on it, and the sale that put it there. */
async function cardWith(amountText: string): Promise<string> {
  await scan(giftCard);
  return sold(await load(amountText)).saleId;
}

describe('a gift card', () => {
  test('is sold once however often it is asked, pays in parts, and its empty rest pays nothing', async () => {
    await start();
    await scan(giftCard);
    const id = commandId();
    const first = sold(await load('50', id));
    expect(first).toMatchObject({ due: { minor: 5_000 }, loaded: [{ amount: 5_000, balanceMinor: 5_000 }] });
    expect(sold(await load('50', id))).toEqual(first);
    expect(onCard()).toBe(5_000);

    await scan(giftCard);
    const seen = await open.screen.call('checkout.offers', { amountText: '23.40' });
    expect(seen).toMatchObject({ due: { minor: 0 }, giftCards: [{ giftCardId, paidMinor: 2_340 }] });
    expect(sold(await confirm('23.40'))).toMatchObject({
      total: { minor: 2_340 },
      due: { minor: 0 },
      giftCards: [{ paidMinor: 2_340, leftMinor: 2_660 }],
    });
    await scan(giftCard);
    expect(sold(await confirm('30'))).toMatchObject({
      due: { minor: 340 },
      giftCards: [{ paidMinor: 2_660, leftMinor: 0 }],
    });
    await scan(giftCard);
    expect(await confirm('5')).toMatchObject({ ok: false, refusal: { code: 'GIFT_CARD_EMPTY' } });
    expect(open.till.store.verify().faults).toEqual([]);
  });

  test('of paper is made by a key, comes out with its code, and pays when that is scanned', async () => {
    await start();
    await open.screen.call('gift-cards.make', {});
    const { giftCards: lying } = await open.screen.call('checkout.visit', {});
    expect(lying).toMatchObject([{ isNew: true, totalMinor: 0 }]);
    const outcome = sold(await load('25', commandId(), lying[0]?.giftCardId));
    await open.till.printed();
    const job = open.till.store.jobs.get(outcome.loaded[0]?.jobId ?? '');
    expect(job).toMatchObject({ state: 'printed' });
    const code = job?.document.blocks.find((block) => block.kind === 'qr-letters');
    await scan(code?.kind === 'qr-letters' ? code.letters : '');
    expect(sold(await confirm('10'))).toMatchObject({ due: { minor: 0 }, giftCards: [{ leftMinor: 1_500 }] });
  });

  test('is a tender: the sale it pays earns as if it were paid in money', async () => {
    await start();
    await cardWith('50');
    await scan(cards.unknown);
    await open.screen.call('checkout.enrol', {});
    await scan(giftCard);
    expect(sold(await confirm('23.40'))).toMatchObject({
      due: { minor: 0 },
      awards: [{ unit: 'points:points', amount: 23 }],
    });
  });

  test.each([
    ['when-spent', [[], [23]]],
    ['when-loaded', [[50], []]],
    ['never', [[], []]],
  ] as const)('earns %s, and never twice', async (earns, expected) => {
    await start([points, giftCards({ earns })]);
    await scan(cards.unknown);
    await open.screen.call('checkout.enrol', {});
    await scan(giftCard);
    const bought = sold(await load('50'));
    // The member stays at the counter for the goods.
    await scan(giftCard);
    const spent = sold(await confirm('23.40'));
    const earned = [bought, spent].map(({ awards }) => awards.map(({ amount }) => amount));
    expect(earned).toEqual(expected);
    for (const { saleId } of [spent, bought]) await refund(saleId, '', 'void');
    expect(open.till.store.look.lots(walletId)).toEqual([]);
    expect(onCard()).toBe(0);
  });

  test('two of them pay one sale, in the order in which they were laid down', async () => {
    await start();
    await cardWith('10');
    await open.screen.call('gift-cards.make', {});
    const { giftCards: lying } = await open.screen.call('checkout.visit', {});
    const other = sold(await load('25', commandId(), lying[0]?.giftCardId));
    await open.till.printed();
    const paper = open.till.store.jobs.get(other.loaded[0]?.jobId ?? '')?.document.blocks;
    const code = paper?.find((block) => block.kind === 'qr-letters');
    await scan(giftCard);
    await scan(code?.kind === 'qr-letters' ? code.letters : '');
    expect(sold(await confirm('30')).giftCards.map(({ paidMinor }) => paidMinor)).toEqual([1_000, 2_000]);
  });

  test('is not sold for an amount the owner does not want, and says which', async () => {
    await start();
    await scan(giftCard);
    expect(await load('1')).toMatchObject({ refusal: { code: 'GIFT_CARD_AMOUNT_RANGE', leastMinor: 500 } });
    expect(await load('')).toMatchObject({ refusal: { code: 'AMOUNT_NOT_A_NUMBER' } });
    await open.close();
    await start([points]);
    await open.close();
    folder.remove();
    folder = temporaryFolder();
    await start([points]);
    expect(await scan(giftCard)).toMatchObject({ refusal: { code: 'GIFT_CARD_UNKNOWN' } });
  });
});

describe('taken back', () => {
  test('a sale that a card paid gives the card its money, part by part to the same lot', async () => {
    await start();
    await cardWith('20');
    const lots = open.till.store.look.giftCard(giftCardId).lots;
    await scan(giftCard);
    const { saleId } = sold(await confirm('30'));
    expect(told(await refund(saleId, '7.50'))).toEqual([250, 'CARD_GIVEN_BACK 500']);
    expect(told(await refund(saleId, '0.01'))).toEqual([1]);
    expect(told(await refund(saleId))).toEqual([749, 'CARD_GIVEN_BACK 1500']);
    expect(open.till.store.look.giftCard(giftCardId).lots).toEqual(lots);
    expect(open.till.store.verify().faults).toEqual([]);
  });

  test('a card that was sold goes back as long as it is there, and no more of it than that', async () => {
    await start();
    const loaded = await cardWith('50');
    await scan(giftCard);
    const { saleId } = sold(await confirm('12.60'));
    expect(told(await refund(loaded))).toEqual({ code: 'REFUND_CARD_USED', leftMinor: 3_740 });
    expect(told(await refund(loaded, '37.40'))).toEqual([3_740, 'LOAD_TAKEN_BACK 3740']);
    expect(onCard()).toBe(0);
    // The goods come back too: then the rest of the card is there again.
    expect(told(await refund(saleId))).toEqual([0, 'CARD_GIVEN_BACK 1260']);
    expect(told(await refund(loaded))).toEqual([1_260, 'LOAD_TAKEN_BACK 1260']);
    expect(told(await refund(loaded))).toMatchObject({ code: 'SALE_ALREADY_REVERSED' });
    expect(onCard()).toBe(0);
  });
});
