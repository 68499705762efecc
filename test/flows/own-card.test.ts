import { describe, expect, test, vi } from 'vitest';
import { copyOf, withoutSecret } from '#shared/print/document.ts';
import { walletOf } from '#test/support/given.ts';
import { cards } from '#test/support/a-till.ts';
import { readQr } from '#test/support/read-qr.ts';
import { askedOf, codeOf, commandId, refund, staffedTill } from '#test/support/staffed-till.ts';

const { call, clock, idOf, link, open, restart, scan, sell, signIn, types, yes } = staffedTill();

describe('badges that nobody has', () => {
  const try1 = (text: string) => scan(text).then((answer) => (answer.ok ? 'ok' : answer.refusal.code));

  test('are not looked at after the fifth, through a restart too, and neither is a right one; a PIN still is', async () => {
    await call('access.lock', {});
    for (let time = 1; time <= 4; time += 1) expect(await try1(`GUESS-${time}`)).toBe('BADGE_UNKNOWN');
    await restart();
    expect(await try1('GUESS-5')).toBe('BADGES_LOCKED_OUT');
    await restart();
    expect(await try1('BADGE-BELA')).toBe('BADGES_LOCKED_OUT');
    expect(open().till.access.view().refused).toMatchObject({ code: 'BADGES_LOCKED_OUT' });
    expect(types().filter((type) => type === 'StaffLockedOut')).toHaveLength(1);
    expect(await signIn('Ada')).toEqual({ ok: true });
    const [act] = await call('people.activity', { limit: 50 }).then((acts) =>
      acts.filter(({ kind }) => kind === 'badges-locked-out'),
    );
    expect(act).toMatchObject({ who: null });
    await call('access.lock', {});
    clock.nowMs += 30_000;
    // A right one makes one slip good, so that the next guess costs what the fifth did.
    expect(await try1('BADGE-BELA')).toBe('ok');
    await call('access.lock', {});
    expect(await try1('GUESS-6')).toBe('BADGES_LOCKED_OUT');
    clock.nowMs += 30_000;
    expect(await try1('BADGE-BELA')).toBe('ok');
  });

  test('are counted while a yes is waited for, and not while somebody merely serves', async () => {
    for (let time = 1; time <= 6; time += 1) expect(await try1(`GUESS-${time}`)).toBe('CODE_UNKNOWN');
    const saleId = await sell(cards.eightyPoints, '50');
    await askedOf(call('refund.confirm', refund(saleId)));
    for (let time = 1; time <= 4; time += 1) expect(await try1(`GUESS-${time}`)).toBe('BADGE_UNKNOWN');
    expect(await try1('GUESS-5')).toBe('BADGES_LOCKED_OUT');
    // The counter goes on: a customer's card is a customer's card.
    expect(await try1(cards.eightyPoints)).toBe('ok');
  });
});

describe('a card that is one’s own', () => {
  test('is served with a second person alone, and their badge is as good as their PIN', async () => {
    await signIn('Ada');
    await call('people.change', { staffId: idOf('Mara'), badge: 'BADGE-MARA' });
    await link('Bela', cards.eightyPoints);
    await scan(cards.eightyPoints);
    const sale = { commandId: commandId(), amountText: '10' };
    const asked = await askedOf(call('checkout.confirm', sale));
    expect(asked).toMatchObject({ action: 'serve-own-card', because: { code: 'OWN_CARD' } });
    expect(asked.approvers.map(({ name }) => name)).toEqual(['Mara', 'Ada']);
    const word = new Promise<string>((resolve) => {
      open().screen.on('access.approved', (news) => resolve(news.word));
    });
    await scan('BADGE-MARA');
    expect(open().till.access.view().who?.name).toBe('Bela');
    expect(await codeOf(call('checkout.confirm', sale, await word))).toBe('let in');
  });

  test('is noticed also by whoever confirms before the scan of it was worked off', async () => {
    await link('Bela', cards.eightyPoints);
    const shown = scan(cards.eightyPoints);
    const sale = { commandId: commandId(), amountText: '10' };
    const asked = await askedOf(call('checkout.confirm', sale));
    expect(asked.because).toEqual({ code: 'OWN_CARD' });
    expect(await shown).toMatchObject({ ok: true });
    expect(types().filter((type) => type === 'SaleRecorded')).toEqual([]);
  });

  test('earns nothing alone with a gift card that is loaded, where loading earns', async () => {
    await signIn('Ada');
    const setup = { name: 'Gift card', amounts: [{ minor: 5_000 }], earns: 'when-loaded', validMonths: 120 };
    expect(
      await call('programs.save', {
        ...{ programId: 'gift-cards', type: 'gift-cards', revision: 1, ended: false },
        setup: JSON.stringify(setup),
      }),
    ).toEqual({ ok: true });
    await link('Bela', cards.eightyPoints);
    await call('gift-cards.make', {});
    const [card] = (await call('checkout.visit', {})).giftCards;
    const load = { commandId: commandId(), giftCardId: card?.giftCardId ?? '', amountText: '50' };
    expect(await codeOf(call('gift-cards.load', load))).toBe('let in');
    await call('gift-cards.make', {});
    const [next] = (await call('checkout.visit', {})).giftCards;
    void scan(cards.eightyPoints);
    const own = { commandId: commandId(), giftCardId: next?.giftCardId ?? '', amountText: '50' };
    expect((await askedOf(call('gift-cards.load', own))).because).toEqual({ code: 'OWN_CARD' });
  });

  test('is not refunded alone either, nor by an owner, and whoever it is does not say yes to it', async () => {
    const saleId = await sell(cards.eightyPoints, '10');
    await link('Ada', cards.eightyPoints);
    const asked = await askedOf(call('refund.confirm', refund(saleId)));
    expect(asked.because).toEqual({ code: 'OWN_CARD' });
    expect(asked.approvers.map(({ name }) => name)).toEqual(['Mara']);
    await signIn('Mara');
    const wallet =
      open()
        .till.store.staff.all()
        .find(({ name }) => name === 'Ada')?.walletId ?? '';
    const mara = open()
      .till.store.staff.all()
      .find(({ name }) => name === 'Mara')!;
    const said = { by: mara.staffId, nowMs: Date.now() };
    open().till.store.staff.keep({ ...mara, walletId: wallet }, ['card-linked'], said);
    expect((await askedOf(call('refund.confirm', refund(saleId)))).approvers).toEqual([]);
  });
});

describe('a receipt that one claims oneself', () => {
  /** Sells to nobody, and answers with the sale and what stands on its receipt. */
  const receipt = async () => {
    const saleId = commandId();
    const answer = await call('checkout.confirm', { commandId: saleId, amountText: '10', claim: true });
    const code = (answer.ok && answer.outcome?.claim?.code) || 'no receipt';
    clock.nowMs += 120_000;
    return { saleId, code };
  };

  test('is credited with a second person’s yes alone, and so is its sale taken back', async () => {
    await link('Bela', cards.eightyPoints);
    const { saleId, code } = await receipt();
    await scan(code);
    await scan(cards.eightyPoints);
    const asked = await askedOf(call('claims.take', {}));
    expect(asked).toMatchObject({ action: 'serve-own-card', because: { code: 'OWN_CARD' } });
    expect(types()).not.toContain('ReceiptClaimed');
    const word = await yes(asked.requestId, 'Mara');
    expect(await call('claims.take', {}, word)).toMatchObject({ ok: true });
    await call('checkout.clear', {});
    const back = refund(saleId);
    const again = await askedOf(call('refund.confirm', back));
    expect(again).toMatchObject({ because: { code: 'OWN_CARD' } });
    expect(types()).not.toContain('SaleReversed');
    expect(await codeOf(call('refund.confirm', back, await yes(again.requestId, 'Mara')))).toBe('let in');
  });

  test('is a receipt as any other while somebody else claims it', async () => {
    await link('Bela', cards.eightyPoints);
    const { saleId, code } = await receipt();
    await scan(code);
    await scan(cards.fresh);
    expect(await call('claims.take', {})).toMatchObject({ ok: true });
    await call('checkout.clear', {});
    expect(await codeOf(call('refund.confirm', refund(saleId)))).toBe('let in');
  });
});

describe('what a customer brings whoever sent them', () => {
  const bringFriends = async () => {
    await signIn('Ada');
    const setup = {
      name: 'Bring a friend',
      forReferrer: { kind: 'points', programId: 'points', amount: 50 },
      waitingDays: 0,
      lifeDays: 90,
    };
    const program = { programId: 'friends', type: 'referral', revision: 0, ended: false };
    expect(await call('programs.save', { ...program, setup: JSON.stringify(setup) })).toEqual({
      ok: true,
    });
  };
  const nameAnna = async () => {
    await scan(cards.unknown);
    await call('referral.ask', { on: true });
    return scan(cards.eightyPoints);
  };
  const enrolled = async () => {
    expect(await nameAnna()).toMatchObject({ ok: true });
    expect(await call('members.enrol', { person: {}, anyway: true })).toEqual({ ok: true });
  };
  const firstSale = (amountText = '5') => ({ commandId: commandId(), amountText });

  test('is nothing that a cashier may say of their own card, nor of one of their household', async () => {
    await bringFriends();
    await link('Bela', cards.eightyPoints);
    expect(await nameAnna()).toMatchObject({ ok: false, refusal: { code: 'REFERRAL_OWN_CARD' } });
    await call('checkout.clear', {});
    // Bela's is another card now, and whoever has it gave the same number as Anna.
    await link('Bela', cards.fresh);
    const wallets = [cards.eightyPoints, cards.fresh].map(walletOf);
    for (const walletId of wallets)
      open().till.store.profiles.change(
        walletId,
        { phone: '+393331234567' },
        { by: 'test', nowMs: clock.nowMs },
      );
    expect(await nameAnna()).toMatchObject({ ok: false, refusal: { code: 'REFERRAL_OWN_CARD' } });
    expect(types()).not.toContain('MemberReferred');
  });

  test('needs a second person’s yes when it goes to whoever sells', async () => {
    await bringFriends();
    await signIn('Mara');
    await enrolled();
    await link('Bela', cards.eightyPoints);
    await scan(cards.unknown);
    const sale = firstSale();
    const asked = await askedOf(call('checkout.confirm', sale));
    expect(asked).toMatchObject({ action: 'serve-own-card', because: { code: 'OWN_CARD' } });
    const word = await yes(asked.requestId, 'Mara');
    expect(await codeOf(call('checkout.confirm', sale, word))).toBe('let in');
    clock.nowMs += 120_000;
    // The friend was rewarded for once: what they buy from now on is nobody else's gain.
    await scan(cards.unknown);
    expect(await codeOf(call('checkout.confirm', firstSale()))).toBe('let in');
  });
});

describe('the paper of a gift card', () => {
  /** Sells a new one of 50.00, and tells its job. */
  const soldPaper = async (): Promise<string> => {
    await call('gift-cards.make', {});
    const [card] = (await call('checkout.visit', {})).giftCards;
    const load = { commandId: commandId(), giftCardId: card?.giftCardId ?? '', amountText: '50' };
    const answer = await call('gift-cards.load', load);
    await open().till.printed();
    return (answer.ok && answer.outcome?.loaded[0]?.jobId) || 'no paper';
  };
  const jobOf = (jobId: string) => open().till.store.jobs.get(jobId);

  test('is printed again with a second person’s yes, a manager’s too, for it is the money once more', async () => {
    const jobId = await soldPaper();
    expect(jobOf(jobId)?.state).toBe('printed');
    const asked = await askedOf(call('print.again', { jobId }));
    expect(asked).toMatchObject({ action: 'reissue-gift-card' });
    expect(asked.approvers.map(({ name }) => name)).toEqual(['Mara', 'Ada']);
    const word = await yes(asked.requestId, 'Mara');
    expect(await call('print.again', { jobId }, word)).toMatchObject({ copy: true });
    await signIn('Mara');
    expect((await askedOf(call('print.again', { jobId }))).approvers.map(({ name }) => name)).toEqual([
      'Ada',
    ]);
    expect(open().till.store.jobs.papersOf(jobOf(jobId)?.voucherId ?? '')).toHaveLength(2);
  });

  test('is made for another card with a second person’s yes, and the activity says so', async () => {
    const jobId = await soldPaper();
    const { secret = '' } = jobOf(jobId)?.document ?? {};
    const [card] = await call('gift-cards.find', { tail: secret.slice(-4) });
    const wanted = { commandId: commandId(), giftCardId: card?.giftCardId ?? '', because: 'lost' as const };
    const asked = await askedOf(call('gift-cards.replace', wanted));
    expect(asked).toMatchObject({ action: 'reissue-gift-card' });
    const word = await yes(asked.requestId, 'Mara');
    expect(await call('gift-cards.replace', wanted, word)).toMatchObject({ ok: true });
    await signIn('Ada');
    const acts = await call('people.activity', { limit: 50 });
    expect(acts.find(({ kind }) => kind === 'card-replaced')).toMatchObject({
      ...{ who: 'Bela', approvedBy: 'Mara', amount: { minor: 5_000, unit: 'gift:EUR' } },
    });
  });

  test('comes out at once when nothing of it ever left, and that is for the printer to say, not for a person', async () => {
    await call('practice.set-paper', { paper: 'out' });
    const jobId = await soldPaper();
    await vi.waitUntil(() => jobOf(jobId)?.state === 'not-printed', { timeout: 20_000, interval: 20 });
    await call('practice.set-paper', { paper: 'ok' });
    // Both at once: the second one is a second paper.
    const twice = [1, 2].map(() => codeOf(call('print.again', { jobId })));
    expect((await Promise.all(twice)).sort()).toEqual(['APPROVAL_NEEDED', 'let in']);
    open().till.store.jobs.setState(jobId, 'unknown', 'no-answer');
    await call('print.settle', { jobId, printed: false });
    expect(await codeOf(call('print.again', { jobId }))).toBe('APPROVAL_NEEDED');
  });

  test('is shown on no screen of a real shop: of its code there are the last four letters', async () => {
    const jobId = await soldPaper();
    const secret = jobOf(jobId)?.document.secret ?? 'no secret';
    expect(secret).toMatch(/^GC[A-Z]{16}/);
    // In make-believe that picture is the only paper there is.
    expect(readQr((await call('print.preview', { jobId })).png)).toBe(secret);
    await restart({ printer: 'none' });
    await signIn('Bela');
    expect(readQr((await call('print.preview', { jobId })).png)).toBeUndefined();
    const document = jobOf(jobId)?.document;
    const shown = JSON.stringify(document && withoutSecret(copyOf(document, 'COPY')));
    expect(shown.replaceAll(' ', '')).not.toContain(secret.slice(0, 8));
    expect(shown).toContain(`•••• •••• ${secret.slice(-4)}`);
  });
});
