import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { debtHolder } from '#shared/ledger/holder.ts';
import { cardIdOf, claimHolder, walletHolder, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { acquainted, aChain, refusalIn, scan, waiting, type Chain } from '#test/support/a-chain.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

const [anna, bela] = demoShop.members.map(({ card }) => card) as [string, string];
let commands = 0;
const commandId = () => `claim-command-${(commands += 1)}`;

/** Sells without a card, and answers with the sale and its claim. */
async function receipt(open: TillUnderTest, amountText = '23.40') {
  const answer = await open.screen.call('checkout.confirm', {
    commandId: commandId(),
    amountText,
    claim: true,
  });
  if (!answer.ok || !answer.outcome?.claim) throw new Error(JSON.stringify(answer));
  const { saleId, claim } = answer.outcome;
  const known = open.till.store.look.claimOfSale(saleId);
  return { ...claim, saleId, claimId: known?.claimId ?? '' };
}
const take = (open: TillUnderTest) => open.screen.call('claims.take', {});
const clear = (open: TillUnderTest) => open.screen.call('checkout.clear', {});
const refund = (open: TillUnderTest, saleId: string, amountText = '') =>
  open.screen.call('refund.confirm', {
    ...{ saleId, kind: 'refund', amountText, lines: [], commandId: commandId(), note: '' },
  });
const pointsOf = async (open: TillUnderTest): Promise<number | undefined> => {
  const { member } = await open.screen.call('checkout.visit', {});
  return member?.holdings.find(({ type }) => type === 'points')?.total;
};
/** What the member with this card holds in points, as a till shows it. */
async function points(open: TillUnderTest, card: string): Promise<number | undefined> {
  await clear(open);
  await scan(open, card);
  const held = await pointsOf(open);
  await clear(open);
  return held;
}
const heard = (open: TillUnderTest, claimId: string) =>
  vi.waitUntil(() => open.till.store.look.claim(claimId) !== undefined, waiting);
const sound = async (chain: Chain, ...tills: TillUnderTest[]) => {
  for (const open of tills) await chain.uploaded(open);
  expect(tills.flatMap(({ till }) => till.store.verify().faults)).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
};
const atCentre = (chain: Chain, claimId: string) =>
  chain.column('SELECT coalesce(sum(amount), 0) FROM balances WHERE holder = $1', claimHolder(claimId));

/** What Bela holds in points less what she owes, wherever. */
const ofBela = (chain: Chain) => {
  const walletId = walletIdOf(cardIdOf(bela, nodeMachine.sha256), nodeMachine.sha256);
  return chain.column(
    `SELECT coalesce(sum(amount), 0) FROM balances WHERE unit = 'points:points' AND holder IN ($1, $2)`,
    walletHolder(walletId),
    debtHolder(walletId),
  );
};

describe('a till alone', () => {
  test('sells without a card, prints the slip, credits it once, and says the same after a restart', async () => {
    const folder = temporaryFolder();
    let open = await openTestTill(folder.dir);
    onTestFinished(async () => {
      await open.close();
      folder.remove();
    });
    const before = (await points(open, anna)) ?? 0;
    const one = await receipt(open);
    expect(one).toMatchObject({ value: [{ unit: 'points:points', amount: 23 }] });
    const { document } = open.till.store.jobs.get(one.jobId) ?? {};
    expect(document?.blocks).toContainEqual({ kind: 'qr', digits: one.digits });
    await open.close();
    open = await openTestTill(folder.dir);
    await scan(open, one.code);
    await scan(open, anna);
    expect(await open.screen.call('checkout.visit', {})).toMatchObject({
      claim: { total: { minor: 2_340 }, value: [{ amount: 23 }] },
    });
    expect(await take(open)).toMatchObject({ ok: true });
    expect(await points(open, anna)).toBe(before + 23);
    expect(refusalIn(await scan(open, one.digits))).toBe('CLAIM_TAKEN');
    // In parts, after it was claimed: the last cent takes the last point.
    for (const amountText of ['10.00', ''])
      expect(await refund(open, one.saleId, amountText)).toMatchObject({ ok: true });
    expect(await points(open, anna)).toBe(before);
    expect(open.till.store.verify().faults).toEqual([]);
  }, 60_000);
});

describe('a member who turned out to be another', () => {
  test('claims no more receipts on a day than one member does', async () => {
    const folder = temporaryFolder();
    const open = await openTestTill(folder.dir);
    onTestFinished(async () => {
      await open.close();
      folder.remove();
    });
    const claim = async (card: string) => {
      const { code } = await receipt(open, '5.00');
      await scan(open, code);
      await scan(open, card);
      const answer = await take(open);
      await clear(open);
      return refusalIn(answer) ?? 'claimed';
    };
    for (let time = 1; time <= 2; time += 1) expect(await claim(anna)).toBe('claimed');
    expect(await claim(bela)).toBe('claimed');
    const [from, into] = [anna, bela].map((card) =>
      walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256),
    ) as [string, string];
    expect(await open.screen.call('manager.merge', { from, into, by: 'ada' })).toEqual({ ok: true });
    for (const card of [anna, bela]) expect(await claim(card)).toBe('CLAIM_TOO_MANY');
  });
});

describe('two tills and their centre', () => {
  test('a receipt of one till is claimed at the other, once, and refunded at the first', async () => {
    const chain = await aChain();
    const [one, two] = [await chain.till('one'), await chain.till('two')];
    await acquainted(one, two);
    const sold = await receipt(one);
    await heard(two, sold.claimId);
    const before = (await points(two, bela)) ?? 0;
    expect(await scan(two, sold.digits)).toEqual({ ok: true, outcome: null });
    await scan(two, bela);
    expect(await take(two)).toMatchObject({ ok: true });
    expect(await points(two, bela)).toBe(before + 23);
    await chain.uploaded(two);
    await vi.waitUntil(() => one.till.store.look.claim(sold.claimId)?.claimedDay !== null, waiting);
    expect(refusalIn(await scan(one, sold.code))).toBe('CLAIM_TAKEN');
    expect(await atCentre(chain, sold.claimId)).toEqual(['0']);

    expect(await refund(one, sold.saleId)).toMatchObject({ ok: true, reversal: { money: { minor: 2_340 } } });
    await sound(chain, one, two);
    expect(await ofBela(chain)).toEqual([`${before}`]);
  }, 120_000);

  test('cut off, the other till says where it lies; a refund lessens what can be claimed there afterwards', async () => {
    const chain = await aChain();
    const [one, two] = [await chain.till('one'), await chain.till('two')];
    await acquainted(one, two);
    const sold = await receipt(one);
    await heard(two, sold.claimId);
    await two.close();
    const alone = await chain.till('two', false);
    expect(refusalIn(await scan(alone, sold.digits))).toBe('CLAIM_ELSEWHERE');
    const unheard = await receipt(one, '5.00');
    expect(refusalIn(await scan(alone, unheard.code))).toBe('CLAIM_NOT_HEARD');
    await alone.close();

    expect(await refund(one, sold.saleId, '13.40')).toMatchObject({
      reversal: { steps: [{ code: 'CLAIM_LESSENED', amount: 14 }] },
    });
    await chain.uploaded(one);
    const back = await chain.till('two');
    await vi.waitUntil(() => back.till.status().link === 'online', waiting);
    await vi.waitUntil(() => back.till.store.look.claim(sold.claimId)?.lessened === 14, waiting);
    expect(await scan(back, sold.digits)).toMatchObject({ ok: true });
    await scan(back, bela);
    expect(await take(back)).toMatchObject({ ok: true });
    await sound(chain, one, back);
    expect(await ofBela(chain)).toEqual(['9']);
    expect(await atCentre(chain, sold.claimId)).toEqual(['0']);
  }, 120_000);
});
