import { expect, test, vi } from 'vitest';
import { shopSetting } from '#shared/settings/shop-setting.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { acquainted, aChain, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';

const chosen = {
  head: ['Via Garibaldi 12, Torino', 'P.IVA 01234567890'],
  foot: ['Ci vediamo presto'],
  tone: 'formal' as const,
};
/** The words on the paper of the latest voucher. */
function lastPaper({ till }: TillUnderTest): string[] {
  const [voucher] = till.store.look.latestVouchers(1);
  const job = till.store.jobs.get(till.store.jobs.firstOf(voucher?.voucherId ?? '') ?? '');
  return (job?.document.blocks ?? []).flatMap((block) => (block.kind === 'text' ? block.text : []));
}

test('what the shop says on paper is kept once, holds at every till, and the paper speaks the member’s language', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const { revision, paper } = await one.screen.call('brand.paper', {});
  expect({ revision, paper }).toEqual({ revision: 0, paper: { head: [], foot: [], tone: 'plain' } });
  const save = (at: number) =>
    one.screen.call('shop.save', { setting: 'paper', revision: at, value: JSON.stringify(chosen) });
  expect(await save(0)).toEqual({ ok: true });
  expect(await save(0)).toMatchObject({ ok: false, refusal: { code: 'RULE_CHANGED' } });
  await vi.waitUntil(async () => (await two.screen.call('brand.paper', {})).revision === 1, waiting);

  await scan(two, cards.fresh);
  const { member } = await two.screen.call('checkout.visit', {});
  const walletId = member?.walletId ?? '';
  await two.screen.call('members.change', { walletId, person: { language: 'hu' }, anyway: false });
  expect(await sell(two, '150.00')).toMatchObject({ ok: true });
  const words = lastPaper(two);
  expect(words.slice(1, 3)).toEqual(chosen.head);
  expect(words.slice(-2)).toEqual(['Köszönjük, hogy nálunk járt.', 'Ci vediamo presto']);
  expect(words).toContain('Utalvány');

  // Nobody at the counter who said a language: the shop's.
  await scan(two, cards.eightyPoints);
  expect(await sell(two, '150.00')).toMatchObject({ ok: true });
  expect(lastPaper(two).slice(-2)).toEqual(['Thank you for your visit.', 'Ci vediamo presto']);
});

test('the colour and the name of points that one till chose are worn at the others', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const wanted = { accent: '#7a1f3d', points: { en: { one: 'bean', many: 'beans' } } };
  const heard: unknown[] = [];
  two.screen.on('brand.changed', (brand) => heard.push(brand));
  expect(await one.screen.call('brand.keep', wanted)).toEqual(wanted);
  await vi.waitUntil(async () => (await two.screen.call('brand.view', {})).accent === '#7a1f3d', waiting);
  expect(heard).toEqual([{ ...wanted, ownPoints: {} }]);
  // Later changed at the other till: the first follows.
  await two.screen.call('brand.keep', { ...wanted, accent: null });
  await vi.waitUntil(async () => (await one.screen.call('brand.view', {})).accent === null, waiting);
  expect(two.till.store.look.choice(shopSetting('brand', 'Bar Luna', nodeMachine.sha256))).toBeUndefined();
});
