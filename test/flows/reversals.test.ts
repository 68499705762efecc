import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Machine } from '#shared/base/machine.ts';
import type { ReversalAnswer, ReversalView } from '#shared/api/refund.api.ts';
import type { CommandAnswer, OutcomeView } from '#shared/api/checkout.api.ts';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';

const dayMs = 86_400_000;
let folder: ReturnType<typeof temporaryFolder>;
let open: TillUnderTest;
let nowMs: number;
/** The till's wall clock is ours: days pass when the test says so. */
const machine: Machine = { ...nodeMachine, now: () => nowMs };
const start = async () => {
  open = await openTestTill(folder.dir, { machine });
};
beforeEach(async () => {
  folder = temporaryFolder();
  nowMs = Date.parse('2026-11-22T10:00:00Z');
  await start();
});
afterEach(async () => {
  await open.close();
  folder.remove();
});
const restart = async () => {
  await open.close();
  await start();
};

let commands = 0;
const commandId = () => `command-${(commands += 1)}`;
const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'test', text });
const codeOf = (answer: CommandAnswer | ReversalAnswer | { ok: boolean }) =>
  'refusal' in answer ? answer.refusal.code : 'ok';
async function sell(card: string, amountText: string): Promise<OutcomeView> {
  await scan(card);
  const answer = await open.screen.call('checkout.confirm', { commandId: commandId(), amountText });
  if (!answer.ok || !answer.outcome) throw new Error(`refused: ${codeOf(answer)}`);
  return answer.outcome;
}
const asked = (saleId: string, amountText = '', kind: 'void' | 'refund' = 'refund') => ({
  saleId,
  kind,
  amountText,
  lines: [],
});
const refund = (saleId: string, amountText = '', kind: 'void' | 'refund' = 'refund', id = commandId()) =>
  open.screen.call('refund.confirm', { ...asked(saleId, amountText, kind), commandId: id, note: '' });
const reversalOf = (answer: ReversalAnswer): ReversalView => {
  if (!answer.ok) throw new Error(`refused: ${answer.refusal.code}`);
  return answer.reversal;
};
const walletOf = (card: string) => walletIdOf(cardIdOf(card, machine.sha256), machine.sha256);
const points = (card: string) =>
  open.till.store.look
    .lots(walletOf(card))
    .filter(({ unit }) => unit === 'points:points')
    .reduce((sum, { amount }) => sum + amount, 0);
const sound = () => expect(open.till.store.verify().faults).toEqual([]);

describe('taking a sale back', () => {
  test('the voucher it made is refused from then on, and the points are as before', async () => {
    const before = open.till.store.look.lots(walletOf(cards.eightyPoints));
    const { saleId, issued } = await sell(cards.eightyPoints, '23.40');
    const token = open.till.store.look.latestVouchers(1)[0]?.token ?? '';
    expect(issued).toHaveLength(1);
    const planned = reversalOf(await open.screen.call('refund.plan', asked(saleId, '', 'void')));
    const done = reversalOf(await refund(saleId, '', 'void'));
    expect(done).toEqual(planned);
    expect(done).toMatchObject({ money: { minor: 2340 }, left: { minor: 0 } });
    expect(done.steps.map(({ code }) => code)).toEqual(['VOUCHER_VOIDED', 'GIVEN_BACK', 'CLAWED_BACK']);
    expect(open.till.store.look.lots(walletOf(cards.eightyPoints))).toEqual(before);
    expect(codeOf(await scan(token))).toBe('VOUCHER_VOIDED');
    expect(codeOf(await refund(saleId))).toBe('SALE_ALREADY_REVERSED');
    sound();
  });

  test('a voucher used in it is good again, and can be used once more', async () => {
    await sell(cards.eightyPoints, '23.40');
    const token = open.till.store.look.latestVouchers(1)[0]?.token ?? '';
    await scan(token);
    const { saleId, due } = await sell(cards.fresh, '10');
    expect(due.minor).toBe(800);
    expect(codeOf(await refund(saleId, '9'))).toBe('REFUND_CUTS_VOUCHER');
    const done = reversalOf(await refund(saleId));
    expect(done).toMatchObject({ money: { minor: 800 } });
    expect(done.steps).toContainEqual({
      code: 'VOUCHER_RESTORED',
      unit: 'credit:EUR',
      amount: 200,
      label: '',
    });
    expect(codeOf(await scan(token))).toBe('ok');
    const again = await sell(cards.fresh, '10');
    expect(again.due.minor).toBe(800);
    expect(codeOf(await scan(token))).toBe('VOUCHER_SPENT');
    sound();
  });

  test('is the same in parts as at once, also over restarts and days', async () => {
    const { saleId } = await sell(cards.fresh, '33.32');
    const parts: number[] = [];
    for (const amountText of ['0.01', '11.10', '22.21']) {
      parts.push(reversalOf(await refund(saleId, amountText)).money.minor);
      await restart();
      nowMs += dayMs;
    }
    expect(parts).toEqual([1, 1110, 2221]);
    expect(points(cards.fresh)).toBe(0);
    expect(codeOf(await refund(saleId))).toBe('SALE_ALREADY_REVERSED');
  });

  test('asked twice under one id, it happens once and is answered alike, also after a restart', async () => {
    const { saleId } = await sell(cards.eightyPoints, '23.40');
    const first = await refund(saleId, '5.00', 'refund', 'same-command');
    expect(await refund(saleId, '5.00', 'refund', 'same-command')).toEqual(first);
    await restart();
    expect(await refund(saleId, '5.00', 'refund', 'same-command')).toEqual(first);
    const [sale] = await open.screen.call('refund.sales', { limit: 5 });
    expect(sale).toMatchObject({ saleId, reversedMinor: 500, voidable: false, member: true });
    expect(codeOf(await refund(saleId, '', 'void'))).toBe('VOID_AFTER_REFUND');
  });

  // An upload ends where it is full, within a refund as well as behind one.
  test.each([0, 1, 2])(
    'of which the centre heard the beginning is said to its end (%d facts behind it)',
    async (more) => {
      const { saleId } = await sell(cards.fresh, '50.00');
      await refund(saleId);
      const before = points(cards.fresh);
      const { store } = open.till;
      const at = store.ownAfter(0, 5_000).findLast(({ type }) => type === 'SaleReversed')?.seq ?? 0;
      expect(store.head().seq).toBeGreaterThan(at);
      const commonSeq = Math.min(at + more, store.head().seq);
      store.startOver({ commonSeq, rest: [], epoch: 2 }, { atMs: nowMs, day: '2026-11-22' });
      expect(points(cards.fresh)).toEqual(before);
    },
  );

  test('planning writes nothing', async () => {
    const { saleId } = await sell(cards.fresh, '10');
    const { seq } = open.till.store.head();
    await open.screen.call('refund.plan', asked(saleId));
    expect(open.till.store.head().seq).toBe(seq);
  });

  test('a sale that nobody here knows, and amounts that are none, are refused in words', async () => {
    const { saleId } = await sell(cards.fresh, '10');
    expect(codeOf(await refund('no-such-sale', '1'))).toBe('SALE_UNKNOWN');
    expect(codeOf(await refund(saleId, 'abc'))).toBe('AMOUNT_NOT_A_NUMBER');
    expect(codeOf(await refund(saleId, '10.01'))).toBe('REFUND_TOO_LARGE');
    nowMs += 366 * dayMs;
    expect(codeOf(await refund(saleId))).toBe('REFUND_TOO_LATE');
  });

  test('a plain sale writes nothing for it', async () => {
    const seq = open.till.store.head().seq;
    await sell(cards.fresh, '10');
    expect(open.till.store.ownAfter(seq, 10).map(({ type }) => type)).toEqual([
      'SaleRecorded',
      'ValueAwarded',
    ]);
  });
});

describe('value that is over', () => {
  test('is booked the day after, once, also when the till was off for weeks', async () => {
    await sell(cards.fresh, '10');
    expect(points(cards.fresh)).toBe(10);
    // Alone, a till believes its clock a month at a time: one that jumps a year ahead books nothing (see value-keeper).
    for (let weeks = 0; weeks < 56; weeks += 4) {
      expect(points(cards.fresh)).toBe(10);
      nowMs += 28 * dayMs;
      await restart();
    }
    expect(points(cards.fresh)).toBe(0);
    const expired = () =>
      open.till.store.ownAfter(0, 1000).filter(({ type }) => type === 'ValueExpired').length;
    const count = expired();
    expect(count).toBeGreaterThan(0);
    await restart();
    expect(expired()).toBe(count);
    sound();
  });
});

describe('value set aside for a basket', () => {
  const reserve = (reservationId: string, amount: number) =>
    open.screen.call('basket.reserve', {
      reservationId,
      walletId: walletOf(cards.eightyPoints),
      unit: 'points:points',
      amount,
    });

  test('is nobody else’s, outlives a restart, and comes back when it took too long', async () => {
    expect(codeOf(await reserve('basket-a', 60))).toBe('ok');
    expect(codeOf(await reserve('basket-a', 60))).toBe('ok');
    expect(codeOf(await reserve('basket-b', 21))).toBe('RESERVATION_SHORT');
    await restart();
    expect(await open.screen.call('basket.reservations', {})).toMatchObject([
      { reservationId: 'basket-a', amount: 60 },
    ]);
    expect(points(cards.eightyPoints)).toBe(20);
    nowMs += 16 * 60_000;
    await restart();
    expect(await open.screen.call('basket.reservations', {})).toEqual([]);
    expect(points(cards.eightyPoints)).toBe(80);
    sound();
  });

  test('comes back when the basket is given up, once', async () => {
    await reserve('basket-a', 60);
    const release = () => open.screen.call('basket.release', { reservationId: 'basket-a' });
    expect(codeOf(await release())).toBe('ok');
    expect(codeOf(await release())).toBe('RESERVATION_GONE');
    expect(points(cards.eightyPoints)).toBe(80);
  });

  test('is not set aside a second time for a basket that is over, whoever asks again', async () => {
    await reserve('basket-a', 60);
    await open.screen.call('basket.release', { reservationId: 'basket-a' });
    expect(codeOf(await reserve('basket-a', 60))).toBe('RESERVATION_GONE');
    expect(await open.screen.call('basket.reservations', {})).toEqual([]);
    expect(points(cards.eightyPoints)).toBe(80);
    sound();
  });
});

describe('the back office', () => {
  const member = (card: string) => open.screen.call('manager.member', { card });

  test('opens a blocked card again', async () => {
    expect(codeOf(await scan(cards.eightyPoints))).toBe('ok');
    const cardId = (await member(cards.eightyPoints))?.cardId ?? '';
    expect(codeOf(await open.screen.call('manager.block-card', { cardId, reason: 'lost' }))).toBe('ok');
    expect(codeOf(await scan(cards.eightyPoints))).toBe('CARD_BLOCKED');
    nowMs += 1_000;
    expect(codeOf(await open.screen.call('manager.unblock-card', { cardId }))).toBe('ok');
    expect(codeOf(await scan(cards.eightyPoints))).toBe('ok');
  });

  test('puts value right, with a note', async () => {
    const wanted = { walletId: walletOf(cards.fresh), unit: 'points:points', expiryDay: null, by: 'anna' };
    const adjust = (amount: number, note = 'counted wrong') =>
      open.screen.call('manager.adjust', { ...wanted, amount, note });
    expect(codeOf(await adjust(30))).toBe('ok');
    expect(codeOf(await adjust(-31))).toBe('ADJUSTMENT_SHORT');
    expect(codeOf(await adjust(-10, ''))).toBe('NOTE_MISSING');
    expect(codeOf(await adjust(-10))).toBe('ok');
    expect(points(cards.fresh)).toBe(20);
    sound();
  });

  test('merges two members and parts them again: the card opens the other wallet meanwhile', async () => {
    const [from, into] = [walletOf(cards.fresh), walletOf(cards.eightyPoints)];
    const opens = async () => (await member(cards.fresh))?.walletId;
    expect(codeOf(await open.screen.call('manager.merge', { from, into, by: 'anna' }))).toBe('ok');
    expect(await opens()).toBe(into);
    expect(codeOf(await open.screen.call('manager.undo-merge', { from, into, by: 'anna' }))).toBe('ok');
    expect(await opens()).toBe(from);
  });

  test('erases a person once', async () => {
    const walletId = walletOf(cards.fresh);
    const erase = () => open.screen.call('manager.erase', { walletId, by: 'anna' });
    expect(codeOf(await erase())).toBe('ok');
    expect(codeOf(await erase())).toBe('MEMBER_ALREADY_ERASED');
    expect((await member(cards.fresh))?.erased).toBe(true);
  });
});
