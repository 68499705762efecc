import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WornBrand } from '#shared/settings/brand.ts';
import { reasonSentence, refusalSentence } from '#shared/api/sentences.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { worthWords } from '#electron/checkout/worth-words.ts';
import { displayLines } from '#electron/display/display-lines.ts';
import { speak } from '#electron/platform/language.ts';
import { acquainted, aChain, scan, sell, waiting } from '#test/support/a-chain.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { newRegisterKey } from '#electron/register-api/register-key.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

// Two programs of points side by side: each by its own name wherever somebody is told an amount of them.

const stars = {
  ...{ pointsPerUnit: 2, voucherAt: 40, voucherWorthMinor: 100, pointsLifeDays: null, voucherLifeDays: null },
  pointsName: { en: { one: 'star', many: 'stars' }, it: { one: 'stella', many: 'stelle' } },
};
const save = (open: TillUnderTest, setup: object, more: object = {}) =>
  open.screen.call('programs.save', {
    ...{ programId: 'stars', type: 'points', revision: 0, ended: false },
    setup: JSON.stringify(setup),
    ...more,
  });
const alone = async (): Promise<TillUnderTest> => {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir);
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  return open;
};
const own = { 'points:stars': { en: stars.pointsName.en, it: stars.pointsName.it } };

test('screens, displays and papers hear what a program calls its points at once, and for as long as they are held', async () => {
  const open = await alone();
  const heard: unknown[] = [];
  open.screen.on('brand.changed', (brand) => void heard.push(brand.ownPoints));
  expect((await open.screen.call('brand.view', {})).ownPoints).toEqual({});
  expect(await save(open, stars)).toEqual({ ok: true });
  expect((await open.screen.call('brand.view', {})).ownPoints).toEqual(own);
  await vi.waitUntil(() => heard.length > 0);
  expect(heard).toEqual([own]);
  // Called alike they would be taken for each other, which is said; here Hungarian has one word for both.
  const { odd } = await open.screen.call('programs.list', {});
  expect(odd.map(({ code }) => code)).toContain('POINTS_TWICE');
  const hu = { one: 'csillag', many: 'csillagok' };
  await save(open, { ...stars, pointsName: { ...stars.pointsName, hu } }, { revision: 1 });
  expect((await open.screen.call('programs.list', {})).odd).toEqual([]);

  // What is kept of the brand says nothing of programs.
  const worn = await open.screen.call('brand.view', {});
  await open.screen.call('brand.keep', { accent: '#7a1f3d', points: {} });
  expect(await open.screen.call('brand.view', {})).toEqual({ ...worn, accent: '#7a1f3d' });

  // A sale brings both, each to be told in its own words; a voucher says of which it was made.
  await scan(open, cards.fresh);
  const answer = await sell(open, '23.40');
  if (!answer.ok || !answer.outcome) throw new Error(JSON.stringify(answer));
  const { awards, issued } = answer.outcome;
  expect(awards.map(({ unit, amount }) => [unit, amount])).toEqual(
    expect.arrayContaining([
      ['points:points', 23],
      ['points:stars', 46],
    ]),
  );
  expect(issued.map(({ reason, pointsOf }) => [reason.code, pointsOf])).toEqual([
    ['POINTS_BECOME_VOUCHER', 'points:stars'],
  ]);
  const say = await speak('en', WornBrand.parse(worn));
  const view = { lastOutcome: answer.outcome, member: null, newCard: null };
  // Where both do not fit whole, the first stands there alone.
  expect(displayLines(view, 'Aurora', say, 'en')[1]).toEqual(['+23 points +46 stars', '+23 points']);

  const speech = { say, language: 'en' as const };
  expect(issued.map(({ reason, pointsOf }) => reasonSentence(reason, speech, 'EUR', pointsOf))).toEqual([
    '40 stars became a voucher of €1.00',
  ]);
  expect(worthWords({ unit: 'points:stars', amount: 1 }, say, 'en')).toBe('1 star');

  // What stars buy says so before and after, and so does what they do not reach.
  const reward = { key: 'cake', name: 'A cake', points: 5, effect: { kind: 'fixed', minor: 100 } };
  const rewards = { pointsProgramId: 'stars', rewards: [reward] };
  expect(await save(open, rewards, { programId: 'cakes', type: 'rewards' })).toEqual({ ok: true });
  const tasting = { name: 'Tasting', costPoints: 70, pointsProgramId: 'stars' };
  expect(await save(open, tasting, { programId: 'tasting', type: 'experiences' })).toEqual({ ok: true });
  await scan(open, cards.fresh);
  const { offers } = await open.screen.call('checkout.offers', { amountText: '10.00' });
  const cake = offers.find(({ offerId }) => offerId.startsWith('cakes/'));
  expect(cake && reasonSentence(cake.title, speech, 'EUR', cake.cost?.unit)).toBe('A cake for 5 stars');
  const walletId = walletIdOf(cardIdOf(cards.fresh, nodeMachine.sha256), nodeMachine.sha256);
  const place = { commandId: 'own-points-place', walletId, programId: 'tasting' };
  const booked = await open.screen.call('places.book', place);
  expect(!booked.ok && refusalSentence(booked.refusal, speech, 'EUR')).toBe(
    'It costs 70 stars, and the member has 6.',
  );
  const chosen = { offerId: cake?.offerId ?? '', chosen: true, amountText: '10.00' };
  expect(await open.screen.call('checkout.choose', chosen)).toMatchObject({ ok: true });
  const bought = await sell(open, '10.00');
  const reductions = bought.ok ? bought.outcome?.reductions : undefined;
  expect(reductions?.map(({ pointsOf }) => pointsOf)).toEqual(['points:stars']);

  // So does what members are given of all that is kept of them.
  const kept = await open.screen.call('members.export', { walletId, language: 'it' });
  expect(kept?.text).toMatch(/\+46 stelle/);
  expect(kept?.text).toMatch(/-40 stelle/);
  expect(kept?.text).toMatch(/Possiede \d+ stell[ae]\n/);
  expect(kept?.text).not.toContain('points:');

  // Ended, it gives no more; what members hold of it keeps its name.
  await save(open, { ...stars, pointsName: { ...stars.pointsName, hu } }, { revision: 2, ended: true });
  expect((await open.screen.call('brand.view', {})).ownPoints).toEqual(worn.ownPoints);
});

test('a register is told them in words, by the name that their program gives them', async () => {
  const folder = temporaryFolder();
  const settings = { ...demoShop.settings, language: 'en', registerApi: { listen: { port: 0 } } };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  const open = await openTestTill(folder.dir, { demo: false });
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  await vi.waitUntil(() => open.till.registerApi.base() !== null, waiting);
  await save(open, { ...stars, earnBy: 'visit', pointsPerUnit: 3, voucherAt: 5 });
  await scan(open, cards.fresh);
  await open.screen.call('checkout.enrol', {});
  const key = newRegisterKey(folder.dir);
  const ask = async (place: string, body: object): Promise<Record<string, unknown>> => {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` };
    const told = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(`${open.till.registerApi.base()}${place}`, told);
    return (await answer.json()) as Record<string, unknown>;
  };
  const words = (member: unknown) =>
    (member as { holdings: { unit: string; words: string }[] }).holdings
      .filter(({ unit }) => unit.startsWith('points:'))
      .map((holding) => holding.words);
  const sale = { saleId: 'register-stars-1', card: cards.fresh, amountMinor: 2_340 };
  const first = await ask('/v1/sales', sale);
  expect(words(first).toSorted()).toEqual(['23 points', '3 stars']);
  const visit = { programId: 'stars', unit: 'points:stars', amount: 3, reason: '3 stars for this visit' };
  expect(first['awards']).toEqual(expect.arrayContaining([visit]));
  expect(words((await ask('/v1/lookup', { card: cards.fresh }))['member'])).toEqual(words(first));
  // The sixth star is one above a voucher.
  expect(words(await ask('/v1/sales', { ...sale, saleId: 'register-stars-2' }))).toContain('1 star');
});

test('the other tills of the shop call them so too', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  expect(await save(one, stars)).toEqual({ ok: true });
  await vi.waitUntil(
    async () => Object.keys((await two.screen.call('brand.view', {})).ownPoints).length > 0,
    waiting,
  );
  expect((await two.screen.call('brand.view', {})).ownPoints).toEqual(own);
  // Also while nothing else happens there.
  const moon = { en: { one: 'moon', many: 'moons' } };
  expect(await save(one, { ...stars, pointsName: moon }, { revision: 1 })).toEqual({ ok: true });
  await vi.waitUntil(
    async () => (await two.screen.call('brand.view', {})).ownPoints['points:stars']?.en?.one === 'moon',
    waiting,
  );
  // The owner's page hears of it with everything else.
  expect((await chain.centre.store.overview()).ownPoints).toEqual({ 'points:stars': moon });
}, 60_000);
