import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ApprovalAsked } from '#shared/api/access.api.ts';
import { ApprovalAsked as AskedSchema } from '#shared/api/access.api.ts';
import { ChannelError } from '#shared/api/channel.ts';
import type { Role } from '#shared/access/role.ts';
import type { Machine } from '#shared/base/machine.ts';
import { readEntries } from '#shared/projections/fold.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
let nowMs: number;
/** The till's wall clock is ours. */
const machine: Machine = { ...nodeMachine, now: () => nowMs };
const start = async () => {
  open = await openTestTill(folder.dir, { machine });
};
const restart = async () => {
  await open.close();
  await start();
};
const pins: Record<string, string> = { Ada: '2580', Mara: '4826', Bela: '7391' };
const idOf = (name: string) =>
  open.till.store.staff.all().find((one) => one.name === name)?.staffId ?? `nobody called ${name}`;
const add = (name: string, role: Role, badge = '') =>
  open.screen.call('people.add', { name, role, pin: pins[name] ?? '', badge });
const signIn = (name: string, pin = pins[name] ?? '') =>
  open.screen.call('access.sign-in', { staffId: idOf(name), pin });
const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'test', text });

beforeEach(async () => {
  folder = temporaryFolder();
  nowMs = Date.parse('2026-11-22T10:00:00Z');
  await start();
  await add('Ada', 'owner');
  await add('Mara', 'manager');
  await add('Bela', 'cashier', 'BADGE-BELA');
  await signIn('Bela');
});
afterEach(async () => {
  await open.close();
  folder.remove();
});

let commands = 0;
const commandId = () => `command-${(commands += 1)}`;
const sell = async (card: string, amountText: string): Promise<string> => {
  await scan(card);
  const id = commandId();
  const answer = await open.screen.call('checkout.confirm', { commandId: id, amountText });
  expect(answer.ok).toBe(true);
  // The next customer comes later.
  nowMs += 120_000;
  return id;
};
const refund = (saleId: string, amountText = '', id = commandId()) => ({
  saleId,
  kind: 'refund' as const,
  amountText,
  lines: [],
  commandId: id,
  note: '',
});
/** What the gate asks before it lets this through. */
const askedOf = async (call: Promise<unknown>): Promise<ApprovalAsked> => {
  const thrown: unknown = await call.then(
    () => new Error('it was let in'),
    (error: unknown) => error,
  );
  if (!(thrown instanceof ChannelError) || thrown.code !== 'APPROVAL_NEEDED') throw thrown;
  return AskedSchema.parse(thrown.asked);
};
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'let in',
    (error: unknown) => (error instanceof ChannelError ? error.code : String(error)),
  );
const yes = async (requestId: string, name: string): Promise<string> => {
  const answer = await open.screen.call('access.approve', {
    requestId,
    staffId: idOf(name),
    pin: pins[name] ?? '',
  });
  return answer.ok ? answer.word : answer.refusal.code;
};
const types = () => readEntries(open.till.store.ownAfter(0, 5_000)).map(({ fact }) => fact.type);

describe('another card for somebody’s wallet', () => {
  test('is given with a second person’s yes, since it opens what lies there', async () => {
    await scan(cards.eightyPoints);
    const { member } = await open.screen.call('checkout.visit', {});
    const walletId = member?.walletId ?? 'nobody';
    await scan(cards.unknown);
    const asked = await askedOf(open.screen.call('members.attach', { walletId }));
    expect(asked.action).toBe('attach-card');
    expect(types()).not.toContain('ActionApproved');
    const word = await yes(asked.requestId, 'Mara');
    expect(await open.screen.call('members.attach', { walletId }, word)).toEqual({ ok: true });
    expect(types()).toContain('ActionApproved');
  });
});

describe('a refund above what a cashier may give back alone', () => {
  test('is made when a manager says yes, and the activity tells of both', async () => {
    const saleId = await sell(cards.eightyPoints, '50');
    const wanted = refund(saleId);
    const asked = await askedOf(open.screen.call('refund.confirm', wanted));
    expect(asked).toMatchObject({
      action: 'refund',
      amount: 5_000,
      because: { code: 'ABOVE_LIMIT', amountMinor: 5_000, limitMinor: 2_000 },
    });
    expect(asked.approvers.map(({ name }) => name)).toEqual(['Mara', 'Ada']);
    expect(await yes(asked.requestId, 'Bela')).toBe('SECOND_PERSON');
    const word = await yes(asked.requestId, 'Mara');
    const done = await open.screen.call('refund.confirm', wanted, word);
    expect(done.ok).toBe(true);
    await signIn('Ada');
    const acts = await open.screen.call('people.activity', { limit: 200 });
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
    expect(open.till.store.verify().faults).toEqual([]);
  });

  test('takes its yes once, for that very call, and not after a minute', async () => {
    const saleId = await sell(cards.eightyPoints, '80');
    const wanted = refund(saleId, '30');
    const ask = async () => (await askedOf(open.screen.call('refund.confirm', wanted))).requestId;
    const other = await yes(await ask(), 'Mara');
    expect(await codeOf(open.screen.call('refund.confirm', refund(saleId, '31'), other))).toBe(
      'APPROVAL_NEEDED',
    );
    expect(await codeOf(open.screen.call('refund.confirm', wanted, other))).toBe('APPROVAL_NEEDED');
    const late = await yes(await ask(), 'Mara');
    nowMs += 60_000;
    expect(await codeOf(open.screen.call('refund.confirm', wanted, late))).toBe('APPROVAL_NEEDED');
    const word = await yes(await ask(), 'Mara');
    expect(await codeOf(open.screen.call('refund.confirm', wanted, word))).toBe('let in');
    expect(await codeOf(open.screen.call('refund.confirm', refund(saleId, '30'), word))).toBe(
      'APPROVAL_NEEDED',
    );
    // The same command once more moves nothing, so nobody is asked.
    expect(await codeOf(open.screen.call('refund.confirm', wanted))).toBe('let in');
    expect(types().filter((type) => type === 'SaleReversed')).toHaveLength(1);
  });

  test('is not made of many small ones', async () => {
    const saleId = await sell(cards.eightyPoints, '50');
    expect(await codeOf(open.screen.call('refund.confirm', refund(saleId, '15')))).toBe('let in');
    expect(await askedOf(open.screen.call('refund.confirm', refund(saleId, '15')))).toMatchObject({
      amount: 3_000,
    });
  });

  test('asks anew when somebody else came in meanwhile', async () => {
    const saleId = await sell(cards.eightyPoints, '50');
    const wanted = refund(saleId);
    const { requestId } = await askedOf(open.screen.call('refund.confirm', wanted));
    const word = await yes(requestId, 'Mara');
    await open.screen.call('access.lock', {});
    expect(await codeOf(open.screen.call('refund.confirm', wanted, word))).toBe('LOCKED');
    await signIn('Bela');
    expect(await codeOf(open.screen.call('refund.confirm', wanted, word))).toBe('APPROVAL_NEEDED');
  });
});

describe('a PIN that is mistyped', () => {
  const miss = () => signIn('Bela', '9999').then((answer) => (answer.ok ? 'ok' : answer.refusal.code));

  test('is not looked at after the fifth time, through a restart too, and a badge still is', async () => {
    await open.screen.call('access.lock', {});
    for (let time = 1; time <= 4; time += 1) expect(await miss()).toBe('PIN_WRONG');
    await restart();
    expect(await miss()).toBe('LOCKED_OUT');
    await restart();
    expect(await signIn('Bela')).toMatchObject({ ok: false, refusal: { code: 'LOCKED_OUT' } });
    expect(types().filter((type) => type === 'StaffLockedOut')).toHaveLength(1);
    expect(await scan('BADGE-BELA')).toMatchObject({ ok: true });
    expect(open.till.access.view().who?.name).toBe('Bela');
    nowMs += 30_000;
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
    expect(await open.screen.call('people.change', change)).toEqual({ ok: true });
    expect(await signIn('Bela', '5937')).toEqual({ ok: true });
  });
});

describe('a locked till', () => {
  test('hears badges and nothing else, keeps who stood at the counter, and says nothing of them', async () => {
    await scan(cards.eightyPoints);
    await open.screen.call('access.lock', {});
    expect(await codeOf(open.screen.call('checkout.visit', {}))).toBe('LOCKED');
    expect(await scan(cards.fresh)).toMatchObject({ ok: false, refusal: { code: 'BADGE_UNKNOWN' } });
    expect(await scan('BADGE-BELA')).toMatchObject({ ok: true });
    expect(open.till.checkout.view().member?.tail).toBe(cards.eightyPoints.slice(-4));
  });

  test('is what a till with staff is after it was ended, and whoever was in is written down to have left', async () => {
    await restart();
    expect(open.till.access.view().who).toBeNull();
    expect(await codeOf(open.screen.call('checkout.visit', {}))).toBe('LOCKED');
    const last = readEntries(open.till.store.ownAfter(open.till.store.head().seq - 1, 1))[0]?.fact;
    expect(last).toMatchObject({ type: 'StaffSignedOut', body: { staffId: idOf('Bela'), why: 'ended' } });
  });

  test('is handed over by a badge without being locked first, and what happens then is the other one’s', async () => {
    await signIn('Mara');
    await scan('BADGE-BELA');
    expect(open.till.access.view().who?.name).toBe('Bela');
    await sell(cards.eightyPoints, '5');
    await signIn('Ada');
    const [sale] = (await open.screen.call('people.activity', { limit: 50 })).filter(
      ({ kind }) => kind === 'sale',
    );
    expect(sale?.who).toBe('Bela');
  });
});

describe('a card that is one’s own', () => {
  const link = async (name: string) => {
    await signIn('Ada');
    await scan(cards.eightyPoints);
    const done = await open.screen.call('people.link-card', { staffId: idOf(name), linked: true });
    expect(done).toEqual({ ok: true });
    await open.screen.call('checkout.clear', {});
    await signIn(name);
  };

  test('is served with a second person alone, and their badge is as good as their PIN', async () => {
    await signIn('Ada');
    await open.screen.call('people.change', { staffId: idOf('Mara'), badge: 'BADGE-MARA' });
    await link('Bela');
    await scan(cards.eightyPoints);
    const sale = { commandId: commandId(), amountText: '10' };
    const asked = await askedOf(open.screen.call('checkout.confirm', sale));
    expect(asked).toMatchObject({ action: 'serve-own-card', because: { code: 'OWN_CARD' } });
    expect(asked.approvers.map(({ name }) => name)).toEqual(['Mara', 'Ada']);
    const word = new Promise<string>((resolve) => {
      open.screen.on('access.approved', (news) => resolve(news.word));
    });
    await scan('BADGE-MARA');
    expect(open.till.access.view().who?.name).toBe('Bela');
    expect(await codeOf(open.screen.call('checkout.confirm', sale, await word))).toBe('let in');
  });

  test('is noticed also by whoever confirms before the scan of it was worked off', async () => {
    await link('Bela');
    const shown = scan(cards.eightyPoints);
    const sale = { commandId: commandId(), amountText: '10' };
    const asked = await askedOf(open.screen.call('checkout.confirm', sale));
    expect(asked.because).toEqual({ code: 'OWN_CARD' });
    expect(await shown).toMatchObject({ ok: true });
    expect(types().filter((type) => type === 'SaleRecorded')).toEqual([]);
  });

  test('earns nothing alone with a gift card that is loaded, where loading earns', async () => {
    await signIn('Ada');
    const setup = { name: 'Gift card', amounts: [{ minor: 5_000 }], earns: 'when-loaded', validMonths: 120 };
    expect(
      await open.screen.call('programs.save', {
        ...{ programId: 'gift-cards', type: 'gift-cards', revision: 1, ended: false },
        setup: JSON.stringify(setup),
      }),
    ).toEqual({ ok: true });
    await link('Bela');
    await open.screen.call('gift-cards.make', {});
    const [card] = (await open.screen.call('checkout.visit', {})).giftCards;
    const load = { commandId: commandId(), giftCardId: card?.giftCardId ?? '', amountText: '50' };
    expect(await codeOf(open.screen.call('gift-cards.load', load))).toBe('let in');
    await open.screen.call('gift-cards.make', {});
    const [next] = (await open.screen.call('checkout.visit', {})).giftCards;
    void scan(cards.eightyPoints);
    const own = { commandId: commandId(), giftCardId: next?.giftCardId ?? '', amountText: '50' };
    expect((await askedOf(open.screen.call('gift-cards.load', own))).because).toEqual({ code: 'OWN_CARD' });
  });

  test('is not refunded alone either, nor by an owner, and whoever it is does not say yes to it', async () => {
    const saleId = await sell(cards.eightyPoints, '10');
    await link('Ada');
    const asked = await askedOf(open.screen.call('refund.confirm', refund(saleId)));
    expect(asked.because).toEqual({ code: 'OWN_CARD' });
    expect(asked.approvers.map(({ name }) => name)).toEqual(['Mara']);
    await signIn('Mara');
    const wallet = open.till.store.staff.all().find(({ name }) => name === 'Ada')?.walletId ?? '';
    open.till.store.staff.keep({
      ...open.till.store.staff.all().find(({ name }) => name === 'Mara')!,
      walletId: wallet,
    });
    expect((await askedOf(open.screen.call('refund.confirm', refund(saleId)))).approvers).toEqual([]);
  });
});

describe('the same member over and over', () => {
  const confirm = () => open.screen.call('checkout.confirm', { commandId: commandId(), amountText: '5' });
  const rules = async (velocity: object) => {
    await signIn('Ada');
    const now = open.till.access.rules();
    const next = { ...now, velocity: { ...now.velocity, ...velocity } };
    expect(await open.screen.call('people.set-rules', { rules: next })).toEqual({ ok: true });
    await signIn('Bela');
  };

  test('is looked at by somebody else: within the same minute, after so many visits, and for so many points', async () => {
    await sell(cards.eightyPoints, '5');
    nowMs -= 100_000;
    await scan(cards.eightyPoints);
    expect(await askedOf(confirm())).toMatchObject({
      action: 'serve-often',
      because: { code: 'CARD_AGAIN', minutes: 1 },
    });
    nowMs += 100_000;
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
    nowMs += 86_400_000;
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
    expect(await code(open.screen.call('people.change', { staffId: idOf('Ada'), pin: '9182' }))).toBe(
      'NOT_ABOVE_YOURSELF',
    );
    await signIn('Ada');
    expect(await code(open.screen.call('people.change', { staffId: idOf('Ada'), active: false }))).toBe(
      'LAST_OWNER',
    );
    expect(await code(open.screen.call('people.change', { staffId: idOf('Bela'), active: false }))).toBe(
      'done',
    );
    expect(await signIn('Bela')).toMatchObject({ refusal: { code: 'STAFF_UNKNOWN' } });
    expect(await scan('BADGE-BELA')).toMatchObject({ ok: false });
  });

  test('leave no name in the ledger, and none that can be read in the file', async () => {
    await open.screen.call('access.lock', {});
    const text = JSON.stringify(open.till.store.ownAfter(0, 5_000));
    expect(['Ada', 'Mara', 'Bela'].filter((name) => text.includes(name))).toEqual([]);
    expect(text).toContain(idOf('Bela'));
  });
});
