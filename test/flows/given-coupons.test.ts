import { expect, test, vi } from 'vitest';
import { businessDay } from '#shared/base/business-time.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import { givenVoucherId } from '#electron/api/coupons.handlers.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import {
  acquainted,
  aChain,
  refusalIn,
  scan as scanAt,
  sell as sellAt,
  waiting,
} from '#test/support/a-chain.ts';
import { cards } from '#test/support/a-till.ts';
import type { TillUnderTest } from '#test/support/open-till.ts';
import { askedOf, codeOf, staffedTill, staffOf } from '#test/support/staffed-till.ts';

const { call, open, restart, scan, signIn, yes } = staffedTill();

const walletOf = (card: string) => walletIdOf(cardIdOf(card, nodeMachine.sha256), nodeMachine.sha256);
const walletId = walletOf(cards.eightyPoints);
const tenOff = { name: 'Ten percent', effect: { kind: 'percent', bp: 1_000 } };
const save = (at: TillUnderTest, setup: object) =>
  at.screen.call('programs.save', {
    ...{ programId: 'sorry', type: 'coupons', revision: 0, ended: false },
    setup: JSON.stringify(setup),
  });
let commands = 0;
const wanted = (more: object = {}) => ({
  ...{ commandId: `given-command-${(commands += 1)}`, walletId, programId: 'sorry', note: '', paper: false },
  ...more,
});
const idOf = ({ commandId }: { commandId: string }) => givenVoucherId(commandId, nodeMachine.sha256);
const ofMember = (at: TillUnderTest) => at.screen.call('coupons.of-member', { walletId });
/** Bela takes one back, and Mara says yes to it. */
const takeBack = async (voucherId: string) => {
  const { requestId } = await askedOf(call('coupons.take-back', { walletId, voucherId }));
  return call('coupons.take-back', { walletId, voucherId }, await yes(requestId, 'Mara'));
};
const setUp = async (setup: object = tenOff): Promise<void> => {
  await signIn('Ada');
  expect(await save(open(), setup)).toEqual({ ok: true });
  await signIn('Bela');
};

test('a cashier gives three a day alone, the fourth with a yes; each is told of with who gave it, and taken back it is worth nothing', async () => {
  await setUp();
  const first = wanted({ note: 'The coffee was cold', paper: true });
  const answer = await call('coupons.give', first);
  expect(answer).toMatchObject({ ok: true, jobId: expect.any(String) as string });
  // Asked again it is the same one, with the same paper, and counts once.
  expect(await call('coupons.give', first)).toEqual(answer);
  await call('coupons.give', wanted());
  const third = wanted();
  expect(await call('coupons.give', third)).toEqual({ ok: true, jobId: null });
  const { given } = await ofMember(open());
  expect(given).toHaveLength(3);

  const fourth = wanted();
  const asked = await askedOf(call('coupons.give', fourth));
  expect(asked).toMatchObject({
    ...{ action: 'give-coupon', amount: 4 },
    because: { code: 'GIVES_MANY', amount: 4, limit: 3 },
  });
  const word = await yes(asked.requestId, 'Mara');
  expect(await codeOf(call('coupons.give', fourth, word))).toBe('let in');

  // Nobody takes back alone: it takes something from a member who did not ask for that.
  const back = idOf(first);
  const askBack = await askedOf(call('coupons.take-back', { walletId, voucherId: back }));
  expect(askBack).toMatchObject({ action: 'take-coupon-back', because: { code: 'ROLE_NOT_ALONE' } });
  expect((await ofMember(open())).given).toHaveLength(4);
  // Taken back it is gone, and makes no room for another without a yes.
  expect(await takeBack(back)).toEqual({ ok: true, jobId: null });
  expect(refusalIn(await takeBack(back))).toBe('VOUCHER_VOIDED');
  expect(refusalIn(await scan(voucherNumber(back)))).toBe('VOUCHER_VOIDED');
  expect(refusalIn(await call('coupons.give', first))).toBe('VOUCHER_VOIDED');
  expect(await codeOf(call('coupons.give', wanted()))).toBe('APPROVAL_NEEDED');

  // Another is used, on a till that was started anew.
  await restart();
  await signIn('Bela');
  const good = idOf(third);
  await scan(cards.eightyPoints);
  await scan(voucherNumber(good));
  const sold = await call('checkout.confirm', { commandId: 'given-coupon-sale', amountText: '20' });
  expect(sold).toMatchObject({ ok: true, outcome: { due: { minor: 1_800 } } });
  expect(refusalIn(await takeBack(good))).toBe('VOUCHER_SPENT');

  const history = await call('history.page', { walletId, kind: 'voucher', from: '' });
  const lines = history?.lines ?? [];
  expect(lines.filter(({ what }) => what === 'VoucherVoided')).toMatchObject([{ who: 'Bela' }]);
  const told = lines.filter(({ reason }) => reason?.code === 'GIVEN_BY_HAND');
  expect(told.map(({ who }) => who)).toEqual(['Bela', 'Bela', 'Bela', 'Bela']);
  expect(told.map(({ note }) => note)).toContain('Ten percent: The coffee was cold');
  await signIn('Ada');
  const acts = await call('people.activity', { limit: 200 });
  const coupons = acts.filter(({ kind }) => kind.startsWith('coupon'));
  expect(coupons.map(({ kind, approvedBy }) => [kind, approvedBy])).toEqual([
    ['coupon-taken-back', 'Mara'],
    ['coupon-given', 'Mara'],
    ['coupon-given', null],
    ['coupon-given', null],
    ['coupon-given', null],
  ]);
  expect(open().till.store.verify().faults).toEqual([]);
});

test('one that is good once for each member is given once, and one for others not at all', async () => {
  await setUp({ ...tenOff, oncePerMember: true });
  expect(refusalIn(await call('coupons.give', wanted()))).toBeUndefined();
  expect(refusalIn(await call('coupons.give', wanted()))).toBe('COUPON_HAD');
  expect(refusalIn(await call('coupons.give', wanted({ programId: 'nothing' })))).toBe('COUPON_UNKNOWN');
  expect(refusalIn(await call('coupons.give', wanted({ walletId: 'f'.repeat(32) })))).toBe('MEMBER_UNKNOWN');
  await signIn('Ada');
  const forFirst = { ...tenOff, firstPurchase: true };
  const first = { programId: 'first', type: 'coupons', revision: 0, ended: false };
  expect(await call('programs.save', { ...first, setup: JSON.stringify(forFirst) })).toEqual({ ok: true });
  expect(refusalIn(await call('coupons.give', wanted({ programId: 'first' })))).toBeUndefined();
  await scan(cards.eightyPoints);
  expect(await sellAt(open(), '1.00')).toMatchObject({ ok: true });
  expect(refusalIn(await call('coupons.give', wanted({ programId: 'first' })))).toBe('COUPON_FOR_FIRST');
  const forFew = { ...tenOff, when: { birthdayWithinDays: 3 } };
  const asked = {
    programId: 'few',
    type: 'coupons',
    revision: 0,
    ended: false,
    setup: JSON.stringify(forFew),
  };
  expect(await call('programs.save', asked)).toEqual({ ok: true });
  expect(refusalIn(await call('coupons.give', wanted({ programId: 'few' })))).toBe('PLACE_FOR_OTHERS');
});

test('of a limited coupon two tills together promise no more than its uses, and each only what lies in its drawer', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  expect(await save(one, { ...tenOff, limit: 3 })).toEqual({ ok: true });
  const opened = ({ till }: TillUnderTest) => till.store.look.campaign('sorry').opened;
  await vi.waitUntil(() => opened(one) === 3 && opened(two) === 3, waiting);
  const give = async (at: TillUnderTest) =>
    refusalIn(await at.screen.call('coupons.give', wanted())) ?? 'given';
  expect([await give(one), await give(two), await give(one)]).toEqual(['given', 'given', 'given']);
  expect([await give(one), await give(two)]).toEqual(['COUPON_USES_NOT_HERE', 'COUPON_USES_NOT_HERE']);
  for (const at of [one, two]) await chain.uploaded(at);
  // What is on the card is there at every till, and taken back at the other it frees the use where that lies.
  await vi.waitUntil(async () => (await ofMember(two)).given.length === 3, waiting);
  const [given] = (await ofMember(one)).given;
  const voucherId = given?.voucherId ?? '';
  expect(refusalIn(await two.screen.call('coupons.take-back', { walletId, voucherId }))).toBeUndefined();
  await chain.uploaded(two);
  await vi.waitUntil(async () => (await ofMember(one)).given.length === 2, waiting);
  // Each of the others is worth its use.
  for (const { number } of (await ofMember(one)).given) {
    await scanAt(one, cards.eightyPoints);
    await scanAt(one, number);
    expect(await sellAt(one, '10')).toMatchObject({ ok: true, outcome: { due: { minor: 900 } } });
  }
  for (const at of [one, two]) await chain.uploaded(at);
  expect((await chain.centre.store.verify()).faults).toEqual([]);
  for (const at of [one, two]) expect(at.till.store.verify().faults).toEqual([]);
}, 60_000);

test('how many somebody gives in a day counts what they gave at the other till, once this one heard of it', async () => {
  const chain = await aChain();
  const [one, two] = [await chain.till('one'), await chain.till('two')];
  await acquainted(one, two);
  const [here, there] = [staffOf(() => one), staffOf(() => two)];
  const heard = () => two.till.store.staff.all();
  await vi.waitUntil(() => two.till.store.placeOf('staff-heard') !== undefined, waiting);
  expect(await here.add('Ada', 'owner')).toEqual({ ok: true });
  expect(await here.add('Bela', 'cashier')).toEqual({ ok: true });
  expect(await save(one, tenOff)).toEqual({ ok: true });
  const sorry = () => two.till.store.look.programs().some(({ programId }) => programId === 'sorry');
  await vi.waitUntil(() => heard().length === 2 && sorry(), waiting);
  const day = businessDay(Date.now(), demoShop.settings);
  for (const at of [here, there]) expect(await at.signIn('Bela')).toEqual({ ok: true });
  const give = (at: TillUnderTest) => at.screen.call('coupons.give', wanted());
  expect(refusalIn(await give(one))).toBeUndefined();
  expect(refusalIn(await give(one))).toBeUndefined();
  const bela = here.idOf('Bela');
  await vi.waitUntil(() => two.till.store.look.givenOn(day, bela) === 2, waiting);
  expect(refusalIn(await give(two))).toBeUndefined();
  expect((await askedOf(give(two))).because).toEqual({ code: 'GIVES_MANY', amount: 4, limit: 3 });
  await vi.waitUntil(() => one.till.store.look.givenOn(day, bela) === 3, waiting);
  expect((await askedOf(give(one))).because).toEqual({ code: 'GIVES_MANY', amount: 4, limit: 3 });
  // Whoever else is in has all of theirs.
  expect(await there.signIn('Ada')).toEqual({ ok: true });
  expect(one.till.store.look.givenOn(day, here.idOf('Ada'))).toBe(0);
});

test('a yes to one act of a member’s is shown at no other: who takes back alone had nobody’s', async () => {
  await setUp();
  const [first, ...others] = [wanted(), wanted(), wanted(), wanted()];
  for (const one of [first, ...others.slice(0, 2)]) await call('coupons.give', one);
  const { requestId } = await askedOf(call('coupons.give', others[2] ?? first));
  await call('coupons.give', others[2] ?? first, await yes(requestId, 'Ada'));
  await signIn('Mara');
  expect(await call('coupons.take-back', { walletId, voucherId: idOf(first) })).toMatchObject({ ok: true });
  await signIn('Ada');
  const acts = await call('people.activity', { limit: 200 });
  const coupons = acts.filter(({ kind }) => kind.startsWith('coupon'));
  expect(coupons.map(({ kind, who, approvedBy }) => [kind, who, approvedBy]).slice(0, 3)).toEqual([
    ['coupon-taken-back', 'Mara', null],
    ['coupon-given', 'Bela', 'Ada'],
    ['coupon-given', 'Bela', null],
  ]);
});
