import { copyFileSync, cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { batchEvents } from '#shared/sync/protocol.ts';
import {
  acquainted,
  aChain,
  refusalIn,
  scan,
  sell,
  voucherFrom,
  waiting,
  type Chain,
} from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';

const standing = ({ till }: TillUnderTest) => till.status().standing;
const hashes = ({ till }: TillUnderTest) => till.store.ownAfter(0, 10_000).map(({ hash }) => hash);
const atCentre = (chain: Chain, { till }: TillUnderTest) =>
  chain.column(
    `SELECT encode(hash, 'hex') FROM ledger_event WHERE writer = $1 ORDER BY seq`,
    till.store.writer,
  );
const saidAtCentre = (chain: Chain, type: string) =>
  chain.column('SELECT body FROM ledger_event WHERE type = $1 ORDER BY writer, seq', type);
/** The till has started over under this epoch, and the centre has all of it. */
const startedOver = (chain: Chain, open: TillUnderTest, epoch: number) =>
  vi.waitUntil(async () => {
    const done = open.till.store.head().epoch === epoch && standing(open) === 'sound';
    return done && open.till.link.pending() === 0 && (await atCentre(chain, open)).length > 0;
  }, waiting);

/** A till with a voucher in a customer's hand, all of it at the centre, and a copy of its folder. */
async function aTillAndItsCopy(chain: Chain): Promise<string> {
  const till = await chain.till('till');
  const token = await voucherFrom(till, cards.fresh);
  await chain.uploaded(till);
  await till.close();
  cpSync(path.join(chain.dir, 'till'), path.join(chain.dir, 'copy'), { recursive: true });
  return token;
}

test('a till and its copy both redeem a voucher while they are cut off: one redemption and one named risk, every sale once, the rest suspended', async () => {
  const chain = await aChain();
  const token = await aTillAndItsCopy(chain);
  for (const name of ['till', 'copy']) {
    const alone = await chain.till(name, false);
    expect(await scan(alone, token)).toMatchObject({ ok: true });
    expect(await sell(alone, '5.00')).toMatchObject({ ok: true });
    await scan(alone, cards.eightyPoints);
    expect(await sell(alone, '30.00')).toMatchObject({ ok: true, outcome: { issued: [{ amount: 200 }] } });
    await alone.close();
  }
  const till = await chain.till('till');
  await chain.uploaded(till);
  await till.close();
  const copy = await chain.till('copy');
  await startedOver(chain, copy, 2);
  expect(await atCentre(chain, copy)).toEqual(hashes(copy));

  expect(await saidAtCentre(chain, 'SaleRecorded')).toHaveLength(5);
  expect(await saidAtCentre(chain, 'VoucherRedeemed')).toHaveLength(1);
  const risks = (await saidAtCentre(chain, 'RiskTaken')).map(
    (body) => JSON.parse(body) as Record<string, unknown>,
  );
  expect(risks).toMatchObject([
    { unit: 'credit:EUR', amount: 200, worth: { minor: 200, currency: 'EUR' } },
    { unit: 'points:points', worth: { currency: 'EUR' } },
  ]);
  const { writer } = copy.till.store;
  expect(await chain.column('SELECT amount FROM balances WHERE drawer = $1 AND amount > 0', writer)).toEqual(
    [],
  );
  expect(
    (await chain.column('SELECT amount FROM balances WHERE drawer = $1', `suspense:${writer}`)).length,
  ).toBeGreaterThan(0);
  expect(copy.till.store.verify().faults).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);

  // From now on it is a till like any other: what it earns, it may spend.
  expect(refusalIn(await scan(copy, token))).toBe('VOUCHER_SPENT');
  const fresh = await voucherFrom(copy, cards.fresh);
  expect(await scan(copy, fresh)).toMatchObject({ ok: true });
});

test('when a till and its copy meet the centre at the same time they do not chase each other: one goes on, the other waits and spends nothing', async () => {
  const chain = await aChain();
  const token = await aTillAndItsCopy(chain);
  const till = await chain.till('till');
  const copy = await chain.till('copy');
  for (const open of [till, copy]) {
    await scan(open, cards.ean);
    await sell(open, '6.00');
  }
  // Each may start over once, and is restricted while it does; the one that is found out again stays so.
  const foundOutAgain = () =>
    [till, copy].find((open) => standing(open) === 'restricted' && open.till.store.head().epoch > 1);
  await vi.waitUntil(foundOutAgain, waiting);
  const waits = foundOutAgain();
  if (!waits) throw new Error('nobody waits');
  await vi.waitUntil(() => waits.till.status().link === 'forked', waiting);
  expect(refusalIn(await scan(waits, token))).toBe('RESTRICTED');
  await scan(waits, cards.ean);
  expect(await sell(waits, '4.00')).toMatchObject({ ok: true, outcome: { awards: [{ amount: 4 }] } });
  expect((await saidAtCentre(chain, 'EpochStarted')).length).toBeLessThanOrEqual(4);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('a database put back from yesterday is noticed before the network is; with the centre the till gets its own log back', async () => {
  const chain = await aChain();
  const file = (name: string) => path.join(chain.dir, 'till', name);
  const first = await chain.till('till');
  const token = await voucherFrom(first, cards.fresh);
  await chain.uploaded(first);
  await first.close();
  copyFileSync(file('till.db'), path.join(chain.dir, 'backup.db'));
  const day = await chain.till('till');
  await scan(day, token);
  expect(await sell(day, '5.00')).toMatchObject({ ok: true });
  await chain.uploaded(day);
  const whole = hashes(day);
  await day.close();

  for (const name of ['till.db-wal', 'till.db-shm']) rmSync(file(name), { force: true });
  copyFileSync(path.join(chain.dir, 'backup.db'), file('till.db'));
  const cut = await chain.till('till', false);
  expect(standing(cut)).toBe('restricted');
  expect(refusalIn(await scan(cut, token))).toBe('RESTRICTED');
  await scan(cut, cards.ean);
  expect(await sell(cut, '4.00')).toMatchObject({ ok: true });
  await cut.close();

  const again = await chain.till('till');
  await startedOver(chain, again, 2);
  expect(hashes(again).slice(0, whole.length)).toEqual(whole);
  expect(await atCentre(chain, again)).toEqual(hashes(again));
  expect(refusalIn(await scan(again, token))).toBe('VOUCHER_SPENT');
  expect(await saidAtCentre(chain, 'VoucherRedeemed')).toHaveLength(1);
  expect(await saidAtCentre(chain, 'RiskTaken')).toEqual([]);
  const kept = (await saidAtCentre(chain, 'ValueAwarded')).map(
    (body) => JSON.parse(body) as { drawer: string; amount: number },
  );
  expect(kept.at(-1)).toMatchObject({ drawer: 'centre', amount: 4 });
  expect(again.till.store.verify().faults).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('a till that lost what nobody else had seen starts over too: its log is shorter, its vouchers wait for the owner', async () => {
  const chain = await aChain();
  const token = await aTillAndItsCopy(chain);
  const alone = await chain.till('till', false);
  await scan(alone, token);
  expect(await sell(alone, '5.00')).toMatchObject({ ok: true });
  await alone.close();
  const file = (folder: string, name: string) => path.join(chain.dir, folder, name);
  for (const name of ['till.db-wal', 'till.db-shm']) rmSync(file('till', name), { force: true });
  copyFileSync(file('copy', 'till.db'), file('till', 'till.db'));

  const back = await chain.till('till');
  await startedOver(chain, back, 2);
  expect(refusalIn(await scan(back, token))).toBe('VOUCHER_SUSPENDED');
  expect(JSON.parse((await saidAtCentre(chain, 'EpochStarted'))[0] ?? '{}')).toMatchObject({
    epoch: 2,
    because: 'restored',
  });
});

test('a till that is put back many pages behind gets its own log back page by page, and keeps as many events that only it knew', async () => {
  const chain = await aChain();
  const file = (name: string) => path.join(chain.dir, 'till', name);
  const enrol = ({ till: { store } }: TillUnderTest, from: number, count: number): string[] => {
    const wallets = Array.from({ length: count }, (_, nth) => (from + nth).toString(16).padStart(32, '0'));
    const facts = wallets.map((walletId) => ({ type: 'MemberEnrolled', body: { walletId } }) as const);
    store.commit({ facts, time: { atMs: Date.now(), day: '2026-11-23' } });
    return wallets;
  };
  const first = await chain.till('till');
  enrol(first, 1, batchEvents + 100);
  await chain.uploaded(first);
  await first.close();
  copyFileSync(file('till.db'), path.join(chain.dir, 'backup.db'));
  const day = await chain.till('till');
  enrol(day, 10_000, 2 * batchEvents + 100);
  await chain.uploaded(day);
  const whole = hashes(day);
  await day.close();

  for (const name of ['till.db-wal', 'till.db-shm']) rmSync(file(name), { force: true });
  copyFileSync(path.join(chain.dir, 'backup.db'), file('till.db'));
  const cut = await chain.till('till', false);
  const only = enrol(cut, 20_000, batchEvents + 50);
  await cut.close();

  const again = await chain.till('till');
  await startedOver(chain, again, 2);
  expect(hashes(again).slice(0, whole.length)).toEqual(whole);
  expect(await atCentre(chain, again)).toEqual(hashes(again));
  const said = again.till.store.ownAfter(whole.length, 10_000).map(({ body }) => body);
  expect(said.filter((body) => only.some((walletId) => body.includes(walletId)))).toHaveLength(only.length);
  expect(await saidAtCentre(chain, 'EpochStarted')).toHaveLength(1);
  expect(again.till.store.verify().faults).toEqual([]);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
});

test('tills that are no copies are never taken for one: restarted, cut off and killed in between, they stay in their first epoch', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  await one.close();
  for (const online of [false, true, false, true]) {
    const open = await chain.till('one', online);
    await scan(open, cards.fresh);
    expect(await sell(open, '7.00')).toMatchObject({ ok: true });
    if (online) await chain.uploaded(open);
    expect([standing(open), open.till.store.head().epoch]).toEqual(['sound', 1]);
    await open.close();
  }
});

test('a till that the owner took out of use knows it at once and stays so: it sells nothing, not even cut off', async () => {
  const chain = await aChain();
  const till = await chain.till('till');
  await chain.uploaded(till);
  const decision = {
    kind: 'revoke-till',
    till: till.till.store.writer,
    because: 'stolen',
    by: 'owner',
  } as const;
  expect(await chain.centre.store.decideAsOwner(decision)).toMatchObject({ ok: true });
  await scan(till, cards.fresh);
  await sell(till, '3.00');
  await vi.waitUntil(() => till.till.status().link === 'retired', waiting);
  await scan(till, cards.fresh);
  expect(refusalIn(await sell(till, '3.00'))).toBe('RETIRED');
  await till.close();
  const later = await chain.till('till', false);
  await scan(later, cards.fresh);
  expect(refusalIn(await sell(later, '3.00'))).toBe('RETIRED');
});
