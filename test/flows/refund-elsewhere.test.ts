import { expect, test, vi } from 'vitest';
import type { ReversalAnswer, ReversalView } from '#shared/api/refund.api.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, scan, sell, waiting, type Chain } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import { askedOf, staffOf } from '#test/support/staffed-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';
import { readQr } from '#test/support/read-qr.ts';

let commands = 0;
const refund = (open: TillUnderTest, saleId: string, amountText = '') =>
  open.screen.call('refund.confirm', {
    saleId,
    kind: 'refund',
    amountText,
    lines: [],
    commandId: `refund-elsewhere-${(commands += 1)}`,
    note: '',
  });
const codeOf = (answer: ReversalAnswer) => (answer.ok ? 'ok' : answer.refusal.code);
const reversalOf = (answer: ReversalAnswer): ReversalView => {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.reversal;
};
const wallet = `wallet:${walletIdOf(cardIdOf(cards.unknown, nodeMachine.sha256), nodeMachine.sha256)}`;

async function sold(open: TillUnderTest, amountText: string): Promise<string> {
  await scan(open, cards.unknown);
  await open.screen.call('checkout.enrol', {});
  const answer = await sell(open, amountText);
  if (!answer.ok || !answer.outcome) throw new Error('not sold');
  return answer.outcome.saleId;
}

/** What the member has and owes at the centre, all drawers together. */
const netPoints = async (chain: Chain) =>
  Number(
    (
      await chain.column(
        `SELECT coalesce(sum(amount), 0) FROM balances WHERE unit = 'points:points' AND holder IN ($1, $2)`,
        wallet,
        wallet.replace('wallet:', 'debt:'),
      )
    )[0],
  );
const sound = async (chain: Chain, ...tills: TillUnderTest[]) => {
  for (const open of tills) await chain.uploaded(open);
  expect(tills.flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
};
const bounded = {
  offline: { default: 'bounded' as const },
  limits: { perMemberMinor: 1_000, perTillMinor: 1_200 },
};

test('a sale is refunded in parts at the till that sold and at another in turns, and ends as one full refund', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const saleId = await sold(one, '70.01');
  await chain.uploaded(one);
  expect(await netPoints(chain)).toBe(70);

  const plan = {
    saleId,
    kind: 'refund' as const,
    amountText: '20.00',
    lines: [],
  };
  const planned = reversalOf(await two.screen.call('refund.plan', plan));
  expect(planned).toMatchObject({
    money: { minor: 2000 },
    provisional: false,
    left: { minor: 5001 },
  });
  expect(planned.steps).toMatchObject([{ code: 'CLAWED_BACK', unit: 'points:points', amount: 20 }]);
  expect(reversalOf(await refund(two, saleId, '20.00'))).toEqual(planned);
  await chain.uploaded(two);
  expect(reversalOf(await refund(one, saleId, '10.01'))).toMatchObject({
    left: { minor: 4000 },
  });
  await chain.uploaded(one);
  expect(codeOf(await refund(two, saleId, '40.01'))).toBe('REFUND_TOO_LARGE');
  expect(reversalOf(await refund(two, saleId, '30.00'))).toMatchObject({
    left: { minor: 1000 },
  });
  await chain.uploaded(two);
  expect(reversalOf(await refund(one, saleId))).toMatchObject({
    money: { minor: 1000 },
    left: { minor: 0 },
  });
  await chain.uploaded(one);
  for (const open of [one, two])
    expect(codeOf(await refund(open, saleId, '0.01'))).toBe('SALE_ALREADY_REVERSED');
  expect(await netPoints(chain)).toBe(0);
  await sound(chain, one, two);
}, 90_000);

test('asked again where the sale is not known any more, it pays the same money back and says what moved', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  await sold(one, '100.00');
  await one.till.printed();
  const [job] = await one.screen.call('print.jobs', { limit: 5 });
  const voucher = readQr((await one.screen.call('print.preview', { jobId: job?.jobId ?? '' })).png);
  await scan(one, voucher ?? '');
  const paid = await sell(one, '5.00');
  if (!paid.ok || !paid.outcome) throw new Error('not sold');
  expect(paid.outcome.due).toMatchObject({ minor: 300 });
  const { saleId } = paid.outcome;
  await chain.uploaded(one);
  const asked = {
    saleId,
    kind: 'refund' as const,
    amountText: '',
    lines: [],
    commandId: 'said-again',
    note: '',
  };
  const first = reversalOf(await two.screen.call('refund.confirm', asked));
  expect(first).toMatchObject({ money: { minor: 300 }, left: { minor: 0 } });
  expect(first.steps).toMatchObject([{ code: 'VOUCHER_RESTORED', amount: 200 }]);
  await two.close();
  const again = await chain.till('two', false);
  // What promises the voucher, and what is left of the sale, stands with the till that sold.
  expect(reversalOf(await again.screen.call('refund.confirm', asked))).toEqual({
    ...first,
    left: null,
    steps: first.steps.map((step) => ({ ...step, label: '' })),
  });
}, 90_000);

test('a sale of one’s own card is not refunded alone at another till either', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const saleId = await sold(one, '5.00');
  await chain.uploaded(one);
  const { add, link } = staffOf(() => two);
  await add('Ada', 'owner');
  await add('Bela', 'cashier');
  await vi.waitUntil(() => two.till.store.look.card(cardIdOf(cards.unknown, nodeMachine.sha256)), waiting);
  await link('Bela', cards.unknown);
  expect((await askedOf(refund(two, saleId))).because).toEqual({ code: 'OWN_CARD' });
  expect(two.till.store.look.reversalsOf(saleId)).toEqual([]);
  await sound(chain, one, two);
}, 90_000);

test('two tills that refund all of a sale at the same moment pay it back once', async () => {
  const chain = await aChain();
  const tills = [await chain.till('one'), await chain.till('two'), await chain.till('three')] as const;
  await acquainted(...tills);
  const saleId = await sold(tills[0], '50.00');
  await chain.uploaded(tills[0]);
  const answers = await Promise.all(tills.map((open) => refund(open, saleId)));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  await sound(chain, ...tills);
  expect(await chain.column(`SELECT taken FROM reversals`)).toEqual(['5000']);
}, 90_000);

/** Tills of a chain are given one name here: their last digits tell them apart. */
const nameOf = ({ till }: TillUnderTest) => `Till 1 (${till.store.writer.slice(-4).toUpperCase()})`;

test('while the till that sold is away a refund is refused in words, and nothing is written', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const saleId = await sold(one, '50.00');
  await chain.uploaded(one);
  await one.close();
  const { seq } = two.till.store.head();
  expect(await refund(two, saleId, '5.00')).toMatchObject({
    ok: false,
    refusal: { code: 'REFUND_ELSEWHERE', tillName: nameOf(one) },
  });
  expect(two.till.store.head().seq).toBe(seq);
  const again = await chain.till('one');
  await acquainted(again, two);
  await vi.waitUntil(async () => (await refund(two, saleId)).ok, waiting);
  await sound(chain, again, two);
  expect(await netPoints(chain)).toBe(0);
}, 90_000);

test('a refund at a risk is never more than is left, counts for the whole day, and is settled when the till that sold is back', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two', true, bounded)];
  await acquainted(one, two);
  const saleId = await sold(one, '8.00');
  await chain.uploaded(one);
  await one.close();
  const left = (answer: ReversalAnswer) => (answer.ok ? undefined : answer.refusal['leftMinor']);
  expect(left(await refund(two, saleId, '8.01'))).toBe(800);
  expect(reversalOf(await refund(two, saleId, '6.00'))).toMatchObject({
    money: { minor: 600 },
    provisional: true,
  });
  expect(left(await refund(two, saleId, '2.01'))).toBe(200);
  // A sale nobody knows is a risk as well, and the day's limit is for all of them.
  expect(left(await refund(two, 'sale-of-nobody', '6.01'))).toBe(600);
  await chain.uploaded(two);
  expect(await chain.column('SELECT settled FROM reversals')).toEqual(['null']);

  const again = await chain.till('one');
  await vi.waitUntil(
    async () => (await chain.column('SELECT reversal_id FROM reversals WHERE settled = 1')).length === 1,
    waiting,
  );
  expect(await chain.column('SELECT coalesce(fault, $1) FROM reversals', 'none')).toEqual(['none']);
  expect(await netPoints(chain)).toBe(2);
  await vi.waitUntil(() => again.till.status().link === 'online', waiting);
  expect(codeOf(await refund(again, saleId, '2.01'))).toBe('REFUND_TOO_LARGE');
  expect(reversalOf(await refund(again, saleId))).toMatchObject({
    money: { minor: 200 },
    left: { minor: 0 },
  });
  await sound(chain, again, two);
  expect(await netPoints(chain)).toBe(0);
  expect(await chain.centre.store.settle()).toBe(0);
  expect(await chain.column(`SELECT type FROM ledger_event WHERE type = 'ReversalSettled'`)).toHaveLength(1);
}, 90_000);

test('a refund of a sale that its till had refunded already is a loss that the owner sees', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one', true, bounded), await chain.till('two', true, bounded)];
  await acquainted(one, two);
  await two.close();
  const saleId = await sold(one, '9.00');
  await chain.uploaded(one);
  await one.close();
  const [cutOne, cutTwo] = [await chain.till('one', false, bounded), await chain.till('two', false, bounded)];
  expect((await refund(cutOne, saleId, '7.00')).ok).toBe(true);
  expect(reversalOf(await refund(cutTwo, saleId, '5.00'))).toMatchObject({
    provisional: true,
  });
  await cutOne.close();
  await cutTwo.close();
  const back = [await chain.till('one', true, bounded), await chain.till('two', true, bounded)] as const;
  const settled = `SELECT concat_ws(' ', fault, taken, amount) FROM reversals WHERE settled = 1`;
  await vi.waitUntil(async () => (await chain.column(settled)).length === 1, waiting);
  expect(await chain.column(settled)).toEqual(['OVER_REFUNDED 200 500']);
  await sound(chain, ...back);
  expect(await netPoints(chain)).toBe(0);
}, 90_000);

test('a refund asked for again says that as much is left as at first, where the centre settled one before', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two', true, bounded)];
  await acquainted(one, two);
  const saleId = await sold(one, '8.00');
  await chain.uploaded(one);
  await one.close();
  expect(reversalOf(await refund(two, saleId, '6.00'))).toMatchObject({ provisional: true });
  await chain.uploaded(two);
  const again = await chain.till('one');
  const settled = 'SELECT reversal_id FROM reversals WHERE settled = 1';
  await vi.waitUntil(async () => (await chain.column(settled)).length === 1, waiting);
  await vi.waitUntil(() => again.till.status().link === 'online', waiting);
  const asked = { saleId, kind: 'refund' as const, amountText: '1.00', lines: [], note: '' };
  const ask = () => again.screen.call('refund.confirm', { ...asked, commandId: 'asked-twice-1' });
  const first = reversalOf(await ask());
  expect(first.left).toEqual({ minor: 100, currency: 'EUR' });
  expect(reversalOf(await ask())).toEqual(first);
}, 90_000);

test('the voucher that a sale made is taken back with it when the centre settles the refund, and cannot be used any more', async () => {
  const chain = await aChain();
  const trusting = {
    offline: { default: 'bounded' as const },
    limits: { perMemberMinor: 20_000, perTillMinor: 30_000 },
  };
  const [one, two] = [await chain.till('one', true, trusting), await chain.till('two', true, trusting)];
  await acquainted(one, two);
  const saleId = await sold(one, '100.00');
  const [voucher] = one.till.store.look.latestVouchers(1);
  await chain.uploaded(one);
  await one.close();
  expect(reversalOf(await refund(two, saleId))).toMatchObject({
    money: { minor: 10_000 },
    provisional: true,
  });
  await chain.uploaded(two);
  const again = await chain.till('one', true, trusting);
  await vi.waitUntil(
    async () => (await chain.column('SELECT reversal_id FROM reversals WHERE settled = 1')).length === 1,
    waiting,
  );
  expect(await chain.column('SELECT coalesce(fault, $1) FROM reversals', 'none')).toEqual(['none']);
  expect(
    await chain.column('SELECT amount FROM balances WHERE holder LIKE $1 AND amount <> 0', 'voucher:%'),
  ).toEqual([]);
  expect(await netPoints(chain)).toBe(0);
  const known = () => again.till.store.look.voucher(voucher?.voucherId ?? '');
  await vi.waitUntil(() => typeof known()?.voidedAtMs === 'number', waiting);
  expect(await scan(again, voucher?.token ?? '')).toMatchObject({ ok: false });
  await sound(chain, again, two);
}, 90_000);
