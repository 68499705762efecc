import { cpSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { suspenseOf } from '#shared/ledger/drawer.ts';
import type { Fact } from '#shared/ledger/events.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { aChain, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import { aCentre, aLine, ann, unit, where } from '#test/support/rights-line.ts';
import { awarded, joined } from '#test/support/till-pen.ts';

const walletId = walletIdOf(cardIdOf(cards.eightyPoints, nodeMachine.sha256), nodeMachine.sha256);
const lot = '2026-11-22/-';

test('what a till set aside for a basket goes back to the member before the till, found to be a copy, suspends what it holds', async () => {
  const chain = await aChain();
  const till = await chain.till('till');
  const wanted = { reservationId: 'basket-before', walletId, unit, amount: 30 };
  expect(await till.screen.call('basket.reserve', wanted)).toMatchObject({ ok: true });
  await chain.uploaded(till);
  await till.close();
  cpSync(path.join(chain.dir, 'till'), path.join(chain.dir, 'copy'), { recursive: true });
  const alone = await chain.till('copy', false);
  const meanwhile = { reservationId: 'basket-meanwhile', walletId, unit, amount: 20 };
  expect(await alone.screen.call('basket.reserve', meanwhile)).toMatchObject({ ok: true });
  await alone.close();
  const first = await chain.till('till');
  await scan(first, cards.fresh);
  await sell(first, '3.00');
  await chain.uploaded(first);
  await first.close();

  const copy = await chain.till('copy');
  await vi.waitUntil(() => copy.till.store.head().epoch === 2 && copy.till.link.pending() === 0, waiting);
  const reserved = `SELECT holder FROM balances WHERE holder LIKE 'reserved:%' AND amount > 0`;
  expect(await chain.column(reserved)).toEqual([]);
  expect(copy.till.store.look.reservations()).toEqual([]);
  const held = `SELECT concat_ws(' ', drawer, sum(amount)) FROM balances WHERE holder = $1 AND unit = $2 AND amount > 0 GROUP BY drawer`;
  const { writer } = copy.till.store;
  expect(await chain.column(held, `wallet:${walletId}`, unit)).toEqual([`${suspenseOf(writer)} 80`]);
  const decision = { kind: 'release-suspense', till: writer, holder: `wallet:${walletId}`, unit } as const;
  expect(await chain.centre.store.decideAsOwner({ ...decision, by: 'owner' })).toMatchObject({ ok: true });
  expect(await chain.column(held, `wallet:${walletId}`, unit)).toEqual(['centre 80']);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
}, 60_000);

const setAside = (reservationId: string, amount: number): Fact => ({
  type: 'ValueReserved',
  body: { reservationId, holder: ann, unit, parts: [{ lot, amount }], untilMs: 0 },
});

test('what waits for a basket at a till that is revoked is the member’s again at the centre', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  await one.say(...joined(1), awarded(1, 100, 'till-1'), setAside('basket-1', 40));
  expect(await where(centre)).toEqual({ 'till-1': 60 });
  const decision = { kind: 'revoke-till', till: 'till-1', because: 'stolen', by: 'owner' } as const;
  expect(await centre.store.decideAsOwner(decision)).toMatchObject({ ok: true });
  expect(await where(centre)).toEqual({ centre: 100 });
  expect(await where(centre, 'reserved:basket-1')).toEqual({});
  const two = await aLine(centre.url, 'till-2');
  expect(await two.want(100)).toMatchObject({ short: [] });
  expect(await centre.store.verify()).toMatchObject({ faults: [], differences: [] });
}, 60_000);

test('what waits for a basket in suspense is the member’s again when the owner releases it', async () => {
  const centre = await aCentre();
  const one = await aLine(centre.url, 'till-1');
  const holder = 'reserved:basket-1';
  await one.say(...joined(1), awarded(1, 100, 'till-1'), setAside('basket-1', 40), {
    type: 'RightsSuspended',
    body: { holder, unit, parts: [{ lot, amount: 40 }], epoch: 2 },
  });
  const decision = { kind: 'release-suspense', till: 'till-1', holder, unit, by: 'owner' } as const;
  expect(await centre.store.decideAsOwner(decision)).toMatchObject({ ok: true });
  expect(await where(centre)).toEqual({ centre: 40, 'till-1': 60 });
  expect(await where(centre, holder)).toEqual({});
}, 60_000);
