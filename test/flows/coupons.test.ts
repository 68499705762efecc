import { expect, onTestFinished, test, vi } from 'vitest';
import type { OutcomeView } from '#shared/api/checkout.api.ts';
import { acquainted, aChain, refusalIn, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';
import { seeded } from '#test/support/seeded.ts';

const tenOff = { name: 'Ten percent', effect: { kind: 'percent', bp: 1_000 }, code: 'SUMMER10' };
const save = (open: TillUnderTest, setup: object, revision = 0, ended = false) =>
  open.screen.call('programs.save', {
    programId: 'summer',
    type: 'coupons',
    revision,
    setup: JSON.stringify(setup),
    ended,
  });
const outcomeIn = (answer: Awaited<ReturnType<typeof sell>>): OutcomeView => {
  if (!answer.ok || !answer.outcome) throw new Error(`refused: ${JSON.stringify(answer)}`);
  return answer.outcome;
};
/** Sells with the code; what was taken off, or why not. */
async function use(open: TillUnderTest, amountText = '10.00'): Promise<number | string | undefined> {
  const laid = await scan(open, 'summer 10');
  const answer = laid.ok ? await sell(open, amountText) : laid;
  if (!answer.ok) await open.screen.call('checkout.clear', {});
  return answer.ok ? answer.outcome?.reductions[0]?.offMinor : refusalIn(answer);
}
const why = async (open: TillUnderTest) => {
  await scan(open, 'SUMMER10');
  const { offers } = await open.screen.call('checkout.offers', { amountText: '10' });
  await open.screen.call('checkout.clear', {});
  return offers.find(({ offerId }) => offerId === 'summer/coupon')?.because?.code;
};

async function alone(): Promise<TillUnderTest> {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir);
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  return open;
}

test('a till that works alone counts in its own drawer: a use comes back with its sale, a raised limit brings more, a lowered one is refused', async () => {
  const open = await alone();
  expect(await save(open, { ...tenOff, limit: 2 })).toEqual({ ok: true });
  await scan(open, 'SUMMER10');
  const { saleId, due } = outcomeIn(await sell(open, '10.00'));
  expect(due.minor).toBe(900);
  expect(await use(open)).toBe(100);
  expect(await use(open)).toBe('OFFER_NOT_NOW');
  expect(await why(open)).toBe('USED_UP');
  const refund = (amountText: string, commandId: string) =>
    open.screen.call('refund.confirm', {
      saleId,
      kind: 'refund',
      amountText,
      lines: [],
      commandId,
      note: '',
    });
  expect(await refund('5.00', 'refund-a')).toMatchObject({ ok: true });
  expect(await why(open)).toBe('USED_UP');
  expect(await refund('', 'refund-b')).toMatchObject({ ok: true });
  expect(await use(open)).toBe(100);
  expect(await save(open, { ...tenOff, limit: 1 }, 1)).toMatchObject({
    ok: false,
    refusal: { code: 'LIMIT_LOWERED' },
  });
  expect(await save(open, { ...tenOff, limit: 3 }, 1)).toEqual({ ok: true });
  expect([await use(open), await use(open)]).toEqual([100, 'OFFER_NOT_NOW']);
  expect(open.till.store.look.campaign('summer')).toEqual({ opened: 3, used: 3 });
  expect(open.till.store.verify().faults).toEqual([]);
});

test('a till that has a centre opens no uses while it is alone: the centre, when it hears of the coupon, opens them once', async () => {
  const chain = await aChain();
  const folder = temporaryFolder();
  onTestFinished(() => folder.remove());
  const other = await chain.till('other');
  const openAt = async (centreUrl: string | null) => {
    const open = await openTestTill(folder.dir, { centreUrl });
    onTestFinished(() => open.close());
    return open;
  };
  const first = await openAt(chain.centre.url);
  await acquainted(first, other);
  await first.close();

  const cutOff = await openAt(null);
  expect(await save(cutOff, { ...tenOff, limit: 2 })).toEqual({ ok: true });
  await cutOff.close();
  const started = await openAt(null);
  expect(started.till.store.look.campaign('summer').opened, 'nor at its next start').toBe(0);
  expect(await use(started)).toBe('OFFER_NOT_NOW');
  expect(await why(started)).toBe('USES_ELSEWHERE');
  await started.close();

  const again = await openAt(chain.centre.url);
  await vi.waitUntil(
    () => [again, other].every((open) => open.till.store.look.campaign('summer').opened === 2),
    waiting,
  );
  expect([await use(again), await use(other), await use(again)]).toEqual([100, 100, 'OFFER_NOT_NOW']);
  await chain.uploaded(again);
  await chain.uploaded(other);
  expect(await chain.column(`SELECT opened FROM campaigns WHERE campaign_id = 'summer'`)).toEqual(['2']);
}, 60_000);

test('a coupon that is good once for each member is so again when the sale never was', async () => {
  const open = await alone();
  await save(open, { ...tenOff, oncePerMember: true });
  await scan(open, cards.fresh);
  await scan(open, 'SUMMER10');
  const { saleId } = outcomeIn(await sell(open, '10.00'));
  await scan(open, cards.fresh);
  expect(await why(open)).toBe('USED_BEFORE');
  await scan(open, cards.fresh);
  expect(await use(open)).toBe('OFFER_NOT_NOW');
  const taken = await open.screen.call('refund.confirm', {
    saleId,
    kind: 'void',
    amountText: '',
    lines: [],
    commandId: 'void-of-once',
    note: '',
  });
  expect(taken).toMatchObject({ ok: true });
  await scan(open, cards.fresh);
  expect(await use(open)).toBe(100);
});

test('forty uses of three tills: leased in blocks, on through a cut line with what lies here, and never one more', async () => {
  const seed = Number(process.env['TESSERA_SEED'] ?? Date.now() % 1_000_000);
  console.log(`coupons: TESSERA_SEED=${seed}`);
  const chance = seeded(seed);
  const limit = 40;
  const chain = await aChain();
  const tills = [await chain.till('one'), await chain.till('two'), await chain.till('three')];
  await acquainted(...tills);
  const [first] = tills;
  if (!first) throw new Error('a till');
  expect(await save(first, { ...tenOff, limit })).toEqual({ ok: true });
  await vi.waitUntil(
    () => tills.every((open) => open.till.store.look.campaign('summer').opened === limit),
    waiting,
  );
  let used = 0;
  const tryOne = async (open: TillUnderTest): Promise<boolean> => {
    const had = (await use(open)) === 100;
    if (had) used += 1;
    return had;
  };
  // Each has some before the line of one is cut.
  for (const open of tills) expect(await tryOne(open)).toBe(true);
  const [cut] = tills.splice(2, 1);
  await cut?.close();
  const away = await chain.till('three', false);
  const lying = away.till.store.look
    .drawerLots('campaign:summer', 'uses:summer')
    .reduce((sum, { amount }) => sum + amount, 0);
  for (let time = 0; time < lying; time += 1) expect(await tryOne(away)).toBe(true);
  expect(await tryOne(away)).toBe(false);
  expect(await why(away)).toBe('USES_ELSEWHERE');
  await away.close();

  // The others at the same time, in whatever order, until nobody has any.
  const until = async (open: TillUnderTest): Promise<void> => {
    for (let misses = 0; misses < 3;) misses += (await tryOne(open)) ? 0 : 1;
  };
  await Promise.all(chance.int(0, 1) === 0 ? tills.map(until) : tills.toReversed().map(until));
  const again = await chain.till('three');
  await vi.waitUntil(() => again.till.status().link === 'online' && again.till.link.pending() === 0, waiting);
  await until(again);
  for (const open of [...tills, again]) await chain.uploaded(open);
  expect(used).toBe(limit);
  expect(await chain.column(`SELECT used FROM campaigns WHERE campaign_id = 'summer'`)).toEqual([
    String(limit),
  ]);
  expect(await chain.column(`SELECT count(*) FROM ledger_event WHERE type = 'CampaignUsed'`)).toEqual([
    String(limit),
  ]);
  expect(await chain.column(`SELECT count(*) FROM ledger_event WHERE type = 'CampaignOpened'`)).toEqual([
    '1',
  ]);
  await vi.waitUntil(
    () => tills.every((open) => open.till.store.look.campaign('summer').used === limit),
    waiting,
  );
  expect(await why(tills[0] as TillUnderTest)).toBe('USED_UP');
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});
