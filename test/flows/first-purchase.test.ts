import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { scan } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { couponOrder } from '#test/support/voucher-orders.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
let nowMs: number;
/** A shop with the pack for retail: HELLO takes 5.00 off a first purchase. */
beforeEach(async () => {
  folder = temporaryFolder();
  nowMs = Date.parse('2026-11-23T10:00:00Z');
  const settings = { shop: 'Aurora', zone: 'UTC', currency: 'EUR', programs: [] };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  open = await openTestTill(folder.dir, { demo: false, machine: { ...nodeMachine, now: () => nowMs } });
  const pack = { template: 'retail', language: 'en' } as const;
  await open.screen.call('programs.use-template', pack);
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

/** Somebody with this card comes to the counter. */
async function comes(card: string): Promise<string> {
  nowMs += 60_000;
  await open.screen.call('checkout.clear', {});
  await scan(open, card);
  await open.screen.call('checkout.enrol', {});
  return (await open.screen.call('checkout.visit', {})).member?.walletId ?? '';
}

/** What the till says of HELLO for them; null when it holds. */
async function whyNot(): Promise<string | null> {
  await scan(open, 'HELLO');
  const { offers } = await open.screen.call('checkout.offers', { amountText: '40.00' });
  const hello = offers.find(({ offerId }) => offerId.endsWith('/coupon'));
  if (!hello) throw new Error('HELLO is no offer');
  return hello.because?.code ?? null;
}

async function buysWithHello(): Promise<string> {
  expect(await whyNot()).toBeNull();
  const sold = await open.screen.call('checkout.confirm', { commandId: 'command-1', amountText: '40.00' });
  if (!sold.ok || !sold.outcome) throw new Error('not sold');
  expect(sold.outcome.due.minor).toBe(3_500);
  return sold.outcome.saleId;
}

test.each(['void', 'refund'] as const)('whoever gave all of it back by a %s never bought', async (kind) => {
  await comes(cards.unknown);
  const saleId = await buysWithHello();
  await comes(cards.unknown);
  expect(await whyNot()).not.toBeNull();
  const back = { saleId, kind, amountText: '', lines: [], commandId: 'command-2', note: '' };
  expect(await open.screen.call('refund.confirm', back)).toMatchObject({ ok: true });
  await comes(cards.unknown);
  expect(await whyNot()).toBeNull();
});

test('whoever bought with one card and was merged into another bought before, and had it; parted again, the other did not', async () => {
  const other = await comes(cards.fresh);
  const first = await comes(cards.unknown);
  await buysWithHello();
  const two = { from: first, into: other, by: 'owner' };
  expect(await open.screen.call('manager.merge', two)).toMatchObject({ ok: true });
  expect(await comes(cards.unknown)).toBe(other);
  expect(await whyNot()).not.toBeNull();
  expect(await open.screen.call('manager.undo-merge', two)).toMatchObject({ ok: true });
  expect(await comes(cards.fresh)).toBe(other);
  expect(await whyNot()).toBeNull();
});

test('a paper for a first purchase says that it needs a card', async () => {
  const setup = JSON.stringify({
    name: '5 off',
    effect: { kind: 'fixed', minor: 500 },
    firstPurchase: true,
  });
  const program = { programId: 'first', type: 'coupons', revision: 0, setup, ended: false };
  expect(await open.screen.call('programs.save', program)).toEqual({ ok: true });
  const order = couponOrder('first', { heading: 'Welcome' });
  await open.screen.call('vouchers.print', { batchId: 'batch-1', count: 1, order });
  await open.till.printed();
  const lines = open.till.virtualPrinter?.pages.at(-1)?.lines ?? [];
  expect(lines.join('\n')).toMatch(/card/);
});
