import { expect, test, vi } from 'vitest';
import type { CaptureView, WaitingTotalView } from '#shared/api/capture.api.ts';
import { ChannelError } from '#shared/api/channel.ts';
import type { CommandAnswer, OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import type { ConnectionState } from '../../client/connection.ts';
import { createApprovals } from '../../client/approvals.ts';
import { createDevices } from '../../client/devices.ts';
import { liveCell } from '../../client/live.ts';
import type { Till } from '../../client/till.ts';
import { createCounter, onlyCoupons, shownOutcome } from './counter.ts';

const outcome: OutcomeView = {
  saleId: 'sale-1',
  total: { minor: 500, currency: 'EUR' },
  due: { minor: 500, currency: 'EUR' },
  reductions: [],
  redeemed: [],
  giftCards: [],
  loaded: [],
  awards: [],
  reached: [],
  issued: [],
  short: [],
  holdings: [],
};
const visit = (more: Partial<VisitView> = {}): VisitView => ({
  serial: 1,
  member: null,
  newCard: null,
  vouchers: [],
  giftCards: [],
  giftCardSelling: null,
  items: [],
  notice: { kind: 'none' },
  lastOutcome: null,
  ...more,
});
const refused: VisitView['notice'] = { kind: 'refused', refusal: { code: 'CODE_UNKNOWN' } };

/** A counter on a till that answers as told and writes down what it was asked. */
function world(
  first: VisitView,
  answer: () => Promise<CommandAnswer> = async () => ({ ok: true, outcome: null }),
) {
  const view = liveCell<VisitView | undefined>(first);
  const state = liveCell<ConnectionState>('open');
  const call = vi.fn((_method: string, _input: unknown) => answer());
  const nothing = liveCell(undefined);
  const offer = liveCell<WaitingTotalView | undefined>(undefined);
  const capture = liveCell<CaptureView | undefined>(undefined);
  const till: Till = {
    state,
    visit: view,
    info: nothing,
    status: nothing,
    practicePrinter: nothing,
    capture,
    offer,
    receipts: liveCell([]),
    jobs: liveCell([]),
    devices: createDevices(),
    display: nothing,
    brand: nothing,
    training: liveCell(undefined),
    access: nothing,
    approvals: createApprovals(),
    news: liveCell(0),
    whatIfMoves: liveCell(0),
    call: call as unknown as Till['call'],
  };
  const counter = createCounter(till, () => 'command-1');
  const asked = () => call.mock.calls.map(([method]) => method);
  const outcomeShown = () => shownOutcome(view.get(), counter.seen.get().saleId) !== undefined;
  return { asked, call, capture, counter, offer, outcomeShown, state, view };
}

test('a code that is begun while the last sale still stands there is the next customer’s', () => {
  const { counter, outcomeShown } = world(visit({ lastOutcome: outcome }));
  expect(outcomeShown()).toBe(true);
  counter.typeCode();
  expect(outcomeShown()).toBe(false);
  expect(counter.typingCode.get()).toBe(true);
});

test('Esc takes back one thing at a time: amount and refusal, then the outcome, then who is there', async () => {
  const { asked, counter, outcomeShown } = world(visit({ notice: refused, lastOutcome: outcome }));
  await counter.goBack();
  expect(counter.seen.get().serial).toBe(1);
  expect(outcomeShown()).toBe(true);
  await counter.goBack();
  expect(outcomeShown()).toBe(false);
  expect(asked()).toEqual([]);
  await counter.goBack();
  expect(asked()).toEqual(['checkout.clear']);
});

test('a sale takes the amount as it was typed, and an accepted one leaves the next amount empty', async () => {
  const { call, counter } = world(visit());
  for (const key of ['2', '3', ',', '4'] as const) counter.press(key);
  await counter.goOn();
  expect(call).toHaveBeenCalledWith('checkout.confirm', { commandId: 'command-1', amountText: '23,4' });
  expect(counter.amountText.get()).toBe('');
});

test('a refused amount stays to be mended, and the next key goes past the refusal', async () => {
  const { counter } = world(visit(), async () => ({ ok: false, refusal: { code: 'AMOUNT_ZERO' } }));
  counter.press('0');
  await counter.goOn();
  expect(counter.notice.get()).toEqual({ kind: 'refused', refusal: { code: 'AMOUNT_ZERO' } });
  expect(counter.amountText.get()).toBe('0');
  counter.press('5');
  expect(counter.notice.get()).toBeUndefined();
});

test('while a sale is being asked, keys and Esc change nothing', async () => {
  const answer = Promise.withResolvers<CommandAnswer>();
  const { asked, counter } = world(visit(), () => answer.promise);
  counter.press('5');
  const sold = counter.goOn();
  counter.press('9');
  await counter.goBack();
  expect(counter.amountText.get()).toBe('5');
  answer.resolve({ ok: true, outcome: null });
  await sold;
  expect(asked()).toEqual(['checkout.confirm']);
});

test('Enter after a sale goes on to the next customer and asks nothing', async () => {
  const { asked, counter, outcomeShown } = world(visit({ lastOutcome: outcome }));
  await counter.goOn();
  expect(outcomeShown()).toBe(false);
  expect(asked()).toEqual([]);
});

test('without a connection Enter sends nothing and keeps the amount', async () => {
  const { asked, counter, state } = world(visit());
  counter.press('5');
  state.set('reconnecting');
  await counter.goOn();
  expect(asked()).toEqual([]);
  expect(counter.amountText.get()).toBe('5');
  expect(counter.notice.get()).toEqual({ kind: 'failed', code: 'CLOSED' });
});

test('a scan that the till could not take is told, until the till has something newer to say', async () => {
  const { counter, view } = world(visit(), async () => {
    throw new ChannelError('TIMEOUT');
  });
  await counter.scan({ deviceId: 'keyboard-wedge', text: 'TC' });
  expect(counter.notice.get()).toEqual({ kind: 'failed', code: 'TIMEOUT' });
  view.set(visit({ serial: 2 }));
  expect(counter.notice.get()).toBeUndefined();
});

test('what the first keys of a scan did is undone: amount, refusal and outcome are as before', () => {
  const { counter, outcomeShown } = world(visit({ notice: refused, lastOutcome: outcome }));
  const takeBack = counter.remember();
  for (const key of ['2', '0', '0', '1'] as const) counter.press(key);
  expect(outcomeShown()).toBe(false);
  takeBack();
  expect(counter.amountText.get()).toBe('');
  expect(counter.seen.get().serial).toBe(-1);
  expect(outcomeShown()).toBe(true);
});

test('only coupons on the counter need no amount', () => {
  const voucher = (unit: string) => ({ voucherId: unit, unit, amount: 1, label: '', lot: '2026-11-22/-' });
  expect(onlyCoupons(visit())).toBe(false);
  expect(onlyCoupons(visit({ vouchers: [voucher('coupon:coffee')] }))).toBe(true);
  expect(onlyCoupons(visit({ vouchers: [voucher('coupon:coffee'), voucher('credit:EUR')] }))).toBe(false);
});

const offerOf = (receiptId: string, amountText: string): WaitingTotalView => ({
  receiptId,
  register: 'Front',
  total: { minor: 500, currency: 'EUR' },
  amountText,
  doubt: null,
});

test('a register’s total that may be a copy’s says so as long as it stands there', () => {
  const { counter, offer } = world(visit());
  offer.set({ ...offerOf('r1', '5.00'), doubt: 'COPIE A4' });
  expect(counter.registerDoubt.get()).toBe('COPIE A4');
  counter.press('8');
  expect(counter.registerDoubt.get()).toBeUndefined();
  offer.set(undefined);
  counter.press('backspace');
  offer.set(offerOf('r2', '7.00'));
  expect([counter.register.get(), counter.registerDoubt.get()]).toEqual(['Front', undefined]);
});

test('a register’s total stands where it would be typed, until the next one or the sale', async () => {
  const { asked, counter, offer } = world(visit());
  offer.set(offerOf('r1', '5.00'));
  expect([counter.amountText.get(), counter.register.get()]).toEqual(['5.00', 'Front']);
  offer.set(offerOf('r2', '7.00'));
  expect(counter.amountText.get()).toBe('7.00');
  await counter.goOn();
  expect(asked()).toEqual(['checkout.confirm']);
  expect([counter.amountText.get(), counter.register.get()]).toEqual(['', undefined]);
});

test('what was typed is never replaced by a register, and who types over its total begins anew', () => {
  const { counter, offer } = world(visit());
  offer.set(offerOf('r1', '5.00'));
  counter.press('8');
  expect([counter.amountText.get(), counter.register.get()]).toEqual(['8', undefined]);
  offer.set(offerOf('r2', '7.00'));
  expect(counter.amountText.get()).toBe('8');
  counter.press('backspace');
  expect(counter.amountText.get()).toBe('');
  offer.set(offerOf('r3', '9.00'));
  counter.press('backspace');
  expect(counter.amountText.get()).toBe('9.0');
});

test('the next customer’s receipt comes while the sale is asked about: it stays for the next sale', async () => {
  const answered = Promise.withResolvers<CommandAnswer>();
  const { counter, offer } = world(visit(), () => answered.promise);
  offer.set(offerOf('r1', '5.00'));
  const sold = counter.goOn();
  offer.set(undefined);
  offer.set(offerOf('r2', '5.00'));
  answered.resolve({ ok: true, outcome });
  await sold;
  expect([counter.amountText.get(), counter.register.get()]).toEqual(['5.00', 'Front']);
});

test('Esc takes a register’s total back at the till too, and its going takes the amount with it', async () => {
  const { asked, call, counter, offer } = world(visit());
  offer.set(offerOf('r1', '5.00'));
  await counter.goBack();
  expect(counter.amountText.get()).toBe('');
  expect(asked()).toEqual(['capture.dismiss']);
  expect(call.mock.calls[0]?.[1]).toEqual({ receiptId: 'r1' });
  offer.set(offerOf('r2', '6.00'));
  offer.set(undefined);
  expect(counter.amountText.get()).toBe('');
});

test('what is said of a total that was taken back goes with the first key, and with Esc before anything else does', async () => {
  const { asked, call, capture, counter } = world(visit());
  const total = { minor: 1250, currency: 'EUR' };
  const takenBack = { receiptId: 'r1', register: 'Front', total, refusal: { code: 'NO_TOTAL' } };
  const said = { registers: [], offer: null, takenBack };
  capture.set(said);
  await counter.goBack();
  expect(asked()).toEqual(['capture.dismiss']);
  expect(call.mock.calls[0]?.[1]).toEqual({ receiptId: 'r1' });
  counter.press('5');
  expect(asked()).toEqual(['capture.dismiss', 'capture.dismiss']);
  capture.set({ ...said, takenBack: null });
  counter.press('5');
  await counter.goBack();
  await counter.goBack();
  expect(asked()).toEqual(['capture.dismiss', 'capture.dismiss', 'checkout.clear']);
});
