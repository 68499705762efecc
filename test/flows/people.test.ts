import { describe, expect, test } from 'vitest';
import { readEntries } from '#shared/projections/fold.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { cards } from '#test/support/a-till.ts';
import { askedOf, codeOf, commandId, pins, refund, staffedTill } from '#test/support/staffed-till.ts';

const { add, call, clock, idOf, open, restart, scan, sell, signIn, types, yes } = staffedTill();

describe('another card for somebody’s wallet', () => {
  test('is given with a second person’s yes, since it opens what lies there', async () => {
    await scan(cards.eightyPoints);
    const { member } = await call('checkout.visit', {});
    const walletId = member?.walletId ?? 'nobody';
    await scan(cards.unknown);
    const asked = await askedOf(call('members.attach', { walletId }));
    expect(asked.action).toBe('attach-card');
    expect(types()).not.toContain('ActionApproved');
    const word = await yes(asked.requestId, 'Mara');
    expect(await call('members.attach', { walletId }, word)).toEqual({ ok: true });
    expect(types()).toContain('ActionApproved');
  });
});

describe('a refund above what a cashier may give back alone', () => {
  test('is made when a manager says yes, and the activity tells of both', async () => {
    const saleId = await sell(cards.eightyPoints, '50');
    const wanted = refund(saleId);
    const asked = await askedOf(call('refund.confirm', wanted));
    expect(asked).toMatchObject({
      action: 'refund',
      amount: 5_000,
      because: { code: 'ABOVE_LIMIT', amountMinor: 5_000, limitMinor: 2_000 },
    });
    expect(asked.approvers.map(({ name }) => name)).toEqual(['Mara', 'Ada']);
    expect(await yes(asked.requestId, 'Bela')).toBe('SECOND_PERSON');
    const word = await yes(asked.requestId, 'Mara');
    const done = await call('refund.confirm', wanted, word);
    expect(done.ok).toBe(true);
    await signIn('Ada');
    const acts = await call('people.activity', { limit: 200 });
    expect(acts.find(({ kind }) => kind === 'refund')).toMatchObject({
      who: 'Bela',
      approvedBy: 'Mara',
      amount: { minor: 5_000, unit: 'credit:EUR' },
    });
    expect(acts.find(({ kind }) => kind === 'approved')).toMatchObject({
      who: 'Bela',
      approvedBy: 'Mara',
      about: 'refund',
    });
    expect(acts.find(({ kind }) => kind === 'sale')).toMatchObject({ who: 'Bela', approvedBy: null });
    expect(open().till.store.verify().faults).toEqual([]);
  });

  test('takes its yes once, for that very call, and not after a minute', async () => {
    const saleId = await sell(cards.eightyPoints, '80');
    const wanted = refund(saleId, '30');
    const ask = async () => (await askedOf(call('refund.confirm', wanted))).requestId;
    const other = await yes(await ask(), 'Mara');
    expect(await codeOf(call('refund.confirm', refund(saleId, '31'), other))).toBe('APPROVAL_NEEDED');
    expect(await codeOf(call('refund.confirm', wanted, other))).toBe('APPROVAL_NEEDED');
    const late = await yes(await ask(), 'Mara');
    clock.nowMs += 60_000;
    expect(await codeOf(call('refund.confirm', wanted, late))).toBe('APPROVAL_NEEDED');
    const word = await yes(await ask(), 'Mara');
    expect(await codeOf(call('refund.confirm', wanted, word))).toBe('let in');
    expect(await codeOf(call('refund.confirm', refund(saleId, '30'), word))).toBe('APPROVAL_NEEDED');
    // The same command once more moves nothing, so nobody is asked.
    expect(await codeOf(call('refund.confirm', wanted))).toBe('let in');
    expect(types().filter((type) => type === 'SaleReversed')).toHaveLength(1);
  });

  test('is not made of many small ones', async () => {
    const saleId = await sell(cards.eightyPoints, '50');
    expect(await codeOf(call('refund.confirm', refund(saleId, '15')))).toBe('let in');
    expect(await askedOf(call('refund.confirm', refund(saleId, '15')))).toMatchObject({
      amount: 3_000,
    });
  });

  test('is not made of many at once either', async () => {
    const saleId = await sell(cards.eightyPoints, '50');
    const calls = [1, 2, 3].map(() => codeOf(call('refund.confirm', refund(saleId, '15'))));
    expect((await Promise.all(calls)).sort()).toEqual(['APPROVAL_NEEDED', 'APPROVAL_NEEDED', 'let in']);
    expect(types().filter((type) => type === 'SaleReversed')).toHaveLength(1);
  });

  test('counts what goes back onto a gift card like money', async () => {
    await signIn('Ada');
    await scan(demoShop.giftCard);
    const [card] = (await call('checkout.visit', {})).giftCards;
    const load = { commandId: commandId(), giftCardId: card?.giftCardId ?? '', amountText: '50' };
    expect(await call('gift-cards.load', load)).toMatchObject({ ok: true });
    await scan(demoShop.giftCard);
    const saleId = await sell(cards.eightyPoints, '50');
    await signIn('Bela');
    const plan = await call('refund.plan', { saleId, kind: 'refund', amountText: '', lines: [] });
    expect(plan).toMatchObject({ reversal: { money: { minor: 0 } } });
    expect((await askedOf(call('refund.confirm', refund(saleId)))).amount).toBe(5_000);
  });

  test('asks anew when somebody else came in meanwhile', async () => {
    const saleId = await sell(cards.eightyPoints, '50');
    const wanted = refund(saleId);
    const { requestId } = await askedOf(call('refund.confirm', wanted));
    const word = await yes(requestId, 'Mara');
    await call('access.lock', {});
    expect(await codeOf(call('refund.confirm', wanted, word))).toBe('LOCKED');
    await signIn('Bela');
    expect(await codeOf(call('refund.confirm', wanted, word))).toBe('APPROVAL_NEEDED');
  });
});

describe('a PIN that is mistyped', () => {
  const miss = () => signIn('Bela', '9999').then((answer) => (answer.ok ? 'ok' : answer.refusal.code));

  test('is not looked at after the fifth time, through a restart too, and a badge still is', async () => {
    await call('access.lock', {});
    for (let time = 1; time <= 4; time += 1) expect(await miss()).toBe('PIN_WRONG');
    await restart();
    expect(await miss()).toBe('LOCKED_OUT');
    await restart();
    expect(await signIn('Bela')).toMatchObject({ ok: false, refusal: { code: 'LOCKED_OUT' } });
    expect(types().filter((type) => type === 'StaffLockedOut')).toHaveLength(1);
    expect(await scan('BADGE-BELA')).toMatchObject({ ok: true });
    expect(open().till.access.view().who?.name).toBe('Bela');
    clock.nowMs += 30_000;
    expect(await signIn('Bela')).toEqual({ ok: true });
    expect(await miss()).toBe('PIN_WRONG');
  });

  test('counts when many are tried at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, miss));
    expect(outcomes.filter((code) => code === 'PIN_WRONG')).toHaveLength(4);
    expect(outcomes.filter((code) => code === 'LOCKED_OUT')).toHaveLength(4);
  });

  test('is forgiven with a new PIN from whoever looks after people', async () => {
    for (let time = 1; time <= 5; time += 1) await miss();
    await signIn('Mara');
    const change = { staffId: idOf('Bela'), pin: '5937' };
    expect(await call('people.change', change)).toEqual({ ok: true });
    expect(await signIn('Bela', '5937')).toEqual({ ok: true });
  });
});

describe('a locked till', () => {
  test('hears badges and nothing else, keeps who stood at the counter, and says nothing of them', async () => {
    await scan(cards.eightyPoints);
    await call('access.lock', {});
    expect(await codeOf(call('checkout.visit', {}))).toBe('LOCKED');
    expect(await scan(cards.fresh)).toMatchObject({ ok: false, refusal: { code: 'BADGE_UNKNOWN' } });
    expect(await scan('BADGE-BELA')).toMatchObject({ ok: true });
    expect(open().till.checkout.view().member?.tail).toBe(cards.eightyPoints.slice(-4));
  });

  test('is what a till with staff is after it was ended, and whoever was in is written down to have left', async () => {
    await restart();
    expect(open().till.access.view().who).toBeNull();
    expect(await codeOf(call('checkout.visit', {}))).toBe('LOCKED');
    const last = readEntries(open().till.store.ownAfter(open().till.store.head().seq - 1, 1))[0]?.fact;
    expect(last).toMatchObject({ type: 'StaffSignedOut', body: { staffId: idOf('Bela'), why: 'ended' } });
  });

  test('is handed over by a badge without being locked first, and what happens then is the other one’s', async () => {
    await signIn('Mara');
    await scan('BADGE-BELA');
    expect(open().till.access.view().who?.name).toBe('Bela');
    await sell(cards.eightyPoints, '5');
    await signIn('Ada');
    const [sale] = (await call('people.activity', { limit: 50 })).filter(({ kind }) => kind === 'sale');
    expect(sale?.who).toBe('Bela');
  });
});

describe('somebody who is in and tries codes', () => {
  const guess = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await scan(`GUESS-${time}`);
  };

  test('finds nobody’s badge by it, through a restart too, and customers’ cards go on to the counter', async () => {
    await signIn('Ada');
    const badge = { staffId: idOf('Mara'), badge: 'BADGE-MARA' };
    expect(await call('people.change', badge)).toEqual({ ok: true });
    await signIn('Bela');
    await guess(13);
    expect(await scan('BADGE-MARA')).toMatchObject({ ok: false, refusal: { code: 'BADGES_LOCKED_OUT' } });
    expect(open().till.access.view().who?.name).toBe('Bela');
    expect(types().filter((type) => type === 'StaffLockedOut')).toHaveLength(1);
    await scan(cards.eightyPoints);
    expect((await call('checkout.visit', {})).member?.tail).toBe(cards.eightyPoints.slice(-4));
    expect(await call('checkout.clear', {})).toMatchObject({ ok: true });
    expect(await scan(cards.unknown)).toMatchObject({ ok: true });
    await restart();
    await signIn('Bela');
    expect(await scan('BADGE-MARA')).toMatchObject({ ok: false, refusal: { code: 'BADGES_LOCKED_OUT' } });
    clock.nowMs += 10 * 60_000;
    await signIn('Bela');
    await scan('BADGE-MARA');
    expect(open().till.access.view().who?.name).toBe('Mara');
  });

  test('is not what a busy counter is: cards that are known, vouchers, and the same code again count for nothing', async () => {
    for (let time = 0; time < 40; time += 1) {
      await scan(cards.eightyPoints);
      await scan('SUMMER-SALE');
    }
    await call('access.lock', {});
    expect(await scan('BADGE-BELA')).toMatchObject({ ok: true });
  });
});

describe('the same member over and over', () => {
  const confirm = () => call('checkout.confirm', { commandId: commandId(), amountText: '5' });
  const rules = async (velocity: object) => {
    await signIn('Ada');
    const now = open().till.access.rules();
    const next = { ...now, velocity: { ...now.velocity, ...velocity } };
    expect(await call('people.set-rules', { rules: next })).toEqual({ ok: true });
    await signIn('Bela');
  };

  test('is looked at by somebody else: within the same minute, after so many visits, and for so many points', async () => {
    await sell(cards.eightyPoints, '5');
    clock.nowMs -= 100_000;
    await scan(cards.eightyPoints);
    expect(await askedOf(confirm())).toMatchObject({
      action: 'serve-often',
      because: { code: 'CARD_AGAIN', minutes: 1 },
    });
    clock.nowMs += 100_000;
    await rules({ visitsPerDay: 1 });
    expect((await askedOf(confirm())).because).toEqual({ code: 'VISITS_MANY', visits: 1 });
    await rules({ visitsPerDay: null, earnedPerDay: 9 });
    expect((await askedOf(confirm())).because).toEqual({ code: 'EARNED_MUCH', points: 10 });
    await rules({ earnedPerDay: 10 });
    expect(await codeOf(confirm())).toBe('let in');
  });

  test('counts from the log, so a restart forgets nothing, and the next day begins anew', async () => {
    await rules({ visitsPerDay: 2 });
    await sell(cards.eightyPoints, '5');
    await sell(cards.eightyPoints, '5');
    await restart();
    await signIn('Bela');
    await scan(cards.eightyPoints);
    expect((await askedOf(confirm())).because).toEqual({ code: 'VISITS_MANY', visits: 2 });
    clock.nowMs += 86_400_000;
    await signIn('Bela');
    await scan(cards.eightyPoints);
    expect(await codeOf(confirm())).toBe('let in');
  });
});

describe('people', () => {
  test('are added by those above them, never without an owner, and each with a badge of their own', async () => {
    const code = async (answer: Promise<{ ok: boolean; refusal?: { code: string } }>) =>
      (await answer).refusal?.code ?? 'done';
    expect(await codeOf(add('Cleo', 'cashier'))).toBe('NOT_ALLOWED');
    await signIn('Mara');
    pins['Cleo'] = '6284';
    expect(await code(add('Cleo', 'manager'))).toBe('NOT_ABOVE_YOURSELF');
    expect(await code(add('Cleo', 'cashier', 'BADGE-BELA'))).toBe('BADGE_TAKEN');
    expect(await code(add('Cleo', 'cashier'))).toBe('done');
    expect(await code(call('people.change', { staffId: idOf('Ada'), pin: '9182' }))).toBe(
      'NOT_ABOVE_YOURSELF',
    );
    await signIn('Ada');
    expect(await code(call('people.change', { staffId: idOf('Ada'), active: false }))).toBe('LAST_OWNER');
    expect(await code(call('people.change', { staffId: idOf('Bela'), active: false }))).toBe('done');
    expect(await signIn('Bela')).toMatchObject({ refusal: { code: 'STAFF_UNKNOWN' } });
    expect(await scan('BADGE-BELA')).toMatchObject({ ok: false });
  });

  test('leave no name in the ledger, and none that can be read in the file', async () => {
    await call('access.lock', {});
    const text = JSON.stringify(open().till.store.ownAfter(0, 5_000));
    expect(['Ada', 'Mara', 'Bela'].filter((name) => text.includes(name))).toEqual([]);
    expect(text).toContain(idOf('Bela'));
  });
});
