import { expect, test, vi } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, scan, sell, waiting, type Chain } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';
import { aCentre, aLine, unit, where } from '#test/support/rights-line.ts';
import { awarded, joined, walletOf } from '#test/support/till-pen.ts';

const walletId = walletIdOf(cardIdOf(cards.unknown, nodeMachine.sha256), nodeMachine.sha256);
const owing = { debt: 'debt' as const };

let commands = 0;
async function refund(open: TillUnderTest, saleId: string, amountText = ''): Promise<void> {
  const commandId = `refund-for-debts-${(commands += 1)}`;
  const asked = { saleId, kind: 'refund' as const, amountText, lines: [], commandId, note: '' };
  expect(await open.screen.call('refund.confirm', asked)).toMatchObject({ ok: true });
}

/** A sale of a member who may be new; answers its id. */
async function sold(open: TillUnderTest, amountText: string): Promise<string> {
  await scan(open, cards.unknown);
  await open.screen.call('checkout.enrol', {});
  const answer = await sell(open, amountText);
  if (!answer.ok || !answer.outcome) throw new Error('not sold');
  return answer.outcome.saleId;
}

/** Points earned, turned into a voucher, the voucher used, and then the sale taken back: so many points are owed. */
async function owesAt(open: TillUnderTest): Promise<void> {
  const saleId = await sold(open, '100.00');
  const [voucher] = open.till.store.look.latestVouchers(1);
  await scan(open, voucher?.token ?? '');
  await sell(open, '2.00');
  await refund(open, saleId);
}

/** What the member has and owes at the centre, by drawer. */
async function points(chain: Chain): Promise<string[]> {
  const rows = await chain.column(
    `SELECT concat_ws(' ', split_part(holder, ':', 1), drawer, sum(amount)) FROM balances
     WHERE unit = 'points:points' AND holder IN ($1, $2) GROUP BY holder, drawer HAVING sum(amount) <> 0 ORDER BY 1`,
    `wallet:${walletId}`,
    `debt:${walletId}`,
  );
  return rows;
}
const becomes = (chain: Chain, ...rows: string[]) =>
  vi.waitFor(async () => expect(await points(chain)).toEqual(rows), waiting);

async function sound(chain: Chain, ...tills: TillUnderTest[]): Promise<void> {
  for (const open of tills) await chain.uploaded(open);
  expect(tills.flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
  expect(await chain.column(`SELECT holder FROM balances WHERE holder LIKE 'debt:%' AND amount > 0`)).toEqual(
    [],
  );
}

test('what a member owes since a refund at one till is paid by what they next earn at others, exactly once', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one', true, owing), await chain.till('two', true, owing)];
  await acquainted(one, two);
  await owesAt(one);
  await becomes(chain, 'debt centre -100');
  // Told of it, another till gives the centre what pays for it, and keeps the rest.
  await vi.waitUntil(() => two.till.store.look.debts(walletId).length > 0, waiting);
  await sold(two, '60.00');
  await becomes(chain, 'debt centre -40');
  await vi.waitFor(
    () => expect(two.till.store.look.debts(walletId)).toMatchObject([{ amount: -40 }]),
    waiting,
  );
  await sold(two, '70.00');
  await becomes(chain, `wallet ${two.till.store.writer} 30`);
  await sold(one, '5.00');
  await chain.uploaded(one);
  const repaid = await chain.column(
    `SELECT concat_ws(' ', writer, body::json->'parts'->0->>'amount') FROM ledger_event WHERE type = 'DebtRepaid' ORDER BY seq`,
  );
  expect(repaid).toEqual(['centre 60', 'centre 40']);
  await sound(chain, one, two);
}, 90_000);

test('a till that reaches nobody repays what is owed in its own drawer, and hands the rest over when it is back', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one', true, owing), await chain.till('two', true, owing)];
  await acquainted(one, two);
  await one.close();
  const cut = await chain.till('one', false, owing);
  await owesAt(cut);
  await sold(cut, '30.00');
  expect(cut.till.store.look.ownDebts()).toMatchObject([{ amount: -70 }]);
  await cut.close();
  const back = await chain.till('one', true, owing);
  await becomes(chain, 'debt centre -70');
  await vi.waitUntil(() => two.till.store.look.debts(walletId).length > 0, waiting);
  await sold(two, '71.00');
  await becomes(chain, `wallet ${two.till.store.writer} 1`);
  await sound(chain, back, two);
}, 90_000);

test('two tills that both send what pays for the same debt pay it once, and the rest stays the member’s', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one', true, owing), await chain.till('two', true, owing)];
  await acquainted(one, two);
  await owesAt(one);
  await becomes(chain, 'debt centre -100');
  await vi.waitUntil(() => two.till.store.look.debts(walletId).length > 0, waiting);
  await vi.waitUntil(() => one.till.store.look.debts(walletId).length > 0, waiting);
  for (const open of [one, two]) await open.close();
  const cut = [await chain.till('one', false, owing), await chain.till('two', false, owing)];
  for (const open of cut) await sold(open, '80.00');
  for (const open of cut) await open.close();
  const back = [await chain.till('one', true, owing), await chain.till('two', true, owing)];
  await becomes(chain, 'wallet centre 60');
  await sound(chain, ...back);
  await chain.centre.store.settle();
  // Where its member was seen most, it may be on its way home.
  expect(await points(chain)).toEqual([expect.stringMatching(/^wallet \S+ 60$/)]);
}, 90_000);

test('a debt that the centre made when it settled a refund is repaid as well', async () => {
  const centre = await aCentre();
  const [one, two] = [await aLine(centre.url, 'till-1'), await aLine(centre.url, 'till-2')];
  const member = walletOf(1);
  const total = { minor: 800, currency: 'EUR' };
  const earned = awarded(1, 8, 'till-1', '2026-11-22/2027-11-22');
  await one.say(
    ...joined(1),
    {
      type: 'SaleRecorded',
      body: { saleId: 's-1', walletId: member, total, paidWithVouchersMinor: 0, items: [] },
    },
    { ...earned, body: { ...earned.body, saleId: 's-1' } } as Fact,
  );
  const of = { originalTill: 'till-1', walletId: member, parts: [], provisional: true, lines: [], note: '' };
  const amount = { minor: 600, currency: 'EUR' };
  await two.say({
    type: 'SaleReversed',
    body: { reversalId: 'r-1', saleId: 's-1', kind: 'refund', amount, ...of },
  });
  const lot = '2026-11-22/2027-11-22';
  const right = { holder: 'sale:s-1', unit: 'refund:EUR', parts: [{ lot, amount: 800 }] };
  await one.say(
    { type: 'RefundOpened', body: { saleId: 's-1', total, lot } },
    { type: 'RightsReturned', body: { ...right, because: 'recalled', recallId: 'x-1' } },
  );
  // The points lie where they were earned, so the centre books what it should have clawed back.
  const owed = () => where(centre, `debt:${member}`);
  await vi.waitFor(async () => expect(await owed()).toEqual({ centre: -6 }), waiting);
  await two.say(awarded(1, 10, 'centre'));
  await vi.waitFor(async () => expect(await owed()).toEqual({}), waiting);
  expect(await where(centre)).toEqual({ centre: 4, 'till-1': 8 });
  expect(await centre.store.settle()).toBe(0);
  expect((await centre.store.verify()).faults).toEqual([]);
}, 90_000);

test('what is owed in the drawer of a till that is revoked is owed to the centre, and repaid there', async () => {
  const centre = await aCentre();
  const [one, two] = [await aLine(centre.url, 'till-1'), await aLine(centre.url, 'till-2')];
  const member = walletOf(1);
  const debtLot = '2026-11-22/-';
  const clawed: Fact = {
    type: 'ValueClawedBack',
    body: {
      walletId: member,
      unit,
      parts: [],
      debt: 9,
      debtLot,
      forgiven: 0,
      saleId: 's-1',
      reversalId: 'r-1',
    },
  };
  await one.say(...joined(1), clawed);
  await two.say(awarded(1, 5, 'centre'));
  expect(await centre.store.settle(), 'the till it stands at still repays it').toBe(0);
  const decision = { kind: 'revoke-till', till: 'till-1', because: 'lost', by: 'owner' } as const;
  expect(await centre.store.decideAsOwner(decision)).toMatchObject({ ok: true });
  // The centre may have seen to it by itself already.
  await centre.store.settle();
  expect(await where(centre, `debt:${member}`)).toEqual({ centre: -4 });
  await two.say(awarded(1, 6, 'centre'));
  await vi.waitFor(async () => expect(await where(centre)).toEqual({ centre: 2 }), waiting);
  expect(await where(centre, `debt:${member}`)).toEqual({});
  expect((await centre.store.verify()).faults).toEqual([]);
}, 90_000);
