import { expect, test } from 'vitest';
import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import {
  createReceiptMemory,
  printedReceipt,
  type PrintedReceipt,
  type ReceiptMemory,
} from './receipt-memory.ts';

const minute = 60_000;
/** 14:03 in Rome. */
const printedAtMs = Date.parse('2026-11-22T13:03:00Z');
const receipt = (
  minor: number,
  lines: readonly string[] = ['BAR'],
  register = 'Front',
  atMs = printedAtMs,
): PrintedReceipt =>
  printedReceipt(
    register,
    { total: { minor, currency: 'EUR' }, number: null },
    lines,
    { ...nodeMachine, now: () => atMs },
    { zone: 'Europe/Rome', cutOffHour: 4 },
  );

/** A memory behind the first receipt of each register, and a counter with cards. */
function given(...registers: string[]) {
  const memory: ReceiptMemory = createReceiptMemory();
  for (const register of ['Front', ...registers])
    memory.take(receipt(1, ['FIRST'], register), null, -30 * minute);
  const stands = (card: string | null, counter: 'cashier' | 'register' = 'cashier') =>
    memory.counterChanged(counter, view(card, null), null, 0);
  const sells = (saleId: string, minor: number, atMs: number, counter: 'cashier' | 'register' = 'cashier') =>
    memory.counterChanged(counter, view(null, outcome(saleId, minor)), null, atMs);
  const followed = (saleId: string, of: PrintedReceipt, card: string | null, atMs: number) => {
    if (card) stands(card);
    memory.follows(saleId, of);
    sells(saleId, of.minor, atMs);
  };
  return { memory, stands, sells, followed };
}
const outcome = (saleId: string, minor: number) =>
  ({ saleId, total: { minor, currency: 'EUR' } }) as OutcomeView;
const view = (card: string | null, lastOutcome: OutcomeView | null) => {
  const member = card === null ? null : { tail: card, walletId: `wallet-${card}` };
  return { member, lastOutcome } as VisitView;
};

test('a receipt once more behind its sale is that sale’s: surely with the same lines, perhaps with the same total', () => {
  const { memory, followed } = given();
  followed('s-1', receipt(2340, ['TOTALE 23,40']), 'A', 0);
  expect(memory.take(receipt(2340, ['TOTALE 23,40']), null, minute)).toEqual({ to: 'again' });
  expect(memory.take(receipt(2340, ['TOTALE 23,40']), 'wallet-B', minute)).toEqual({ to: 'again' });
  const later = receipt(2340, ['TOTALE 23,40', 'ancora']);
  expect(memory.take(later, null, minute)).toEqual({ to: 'perhaps-again' });
  expect(memory.take(later, 'wallet-A', minute)).toEqual({ to: 'perhaps-again' });
  // Somebody else with the same coffee.
  expect(memory.take(later, 'wallet-B', minute)).toEqual({ to: 'new' });
  expect(memory.take(receipt(2350), null, minute)).toEqual({ to: 'new' });
  expect(memory.take(receipt(2340, ['TOTALE 23,40', 'altro']), null, 2 * minute + 1)).toEqual({ to: 'new' });
  expect(memory.take(receipt(2340, ['TOTALE 23,40']), null, 2 * minute + 1)).toEqual({ to: 'new' });
});

test('lines with a time of day on them are known for hours, and at their own register alone', () => {
  const { memory, followed } = given('Back');
  const timed = (register?: string) => receipt(2340, ['22-11-2026 14:05', 'TOTALE 23,40'], register);
  followed('s-1', timed(), null, 0);
  expect(memory.take(timed(), null, 60 * minute)).toEqual({ to: 'again' });
  expect(memory.take(timed('Back'), null, 60 * minute)).toEqual({ to: 'new' });
  expect(memory.take(timed(), null, 13 * 60 * minute)).toEqual({ to: 'new' });
});

test('the hours at which the shop opens are no time of a receipt, nor is any other than now', () => {
  const { memory, followed } = given();
  const espresso = (atMs: number) => receipt(120, ['APERTO 7:00-20:00', 'ESPRESSO 1,20'], 'Front', atMs);
  const sevenMs = Date.parse('2026-11-22T06:01:00Z');
  followed('s-1', espresso(sevenMs), null, 0);
  expect(memory.take(espresso(sevenMs), null, minute)).toEqual({ to: 'again' });
  expect(memory.take(espresso(sevenMs), null, 30 * minute)).toEqual({ to: 'new' });
  expect(receipt(120, ['domani dalle 9:30'], 'Front', sevenMs).isTimed).toBe(false);
  expect(receipt(120, ['23:58'], 'Front', Date.parse('2026-11-22T23:04:00Z')).isTimed).toBe(true);
});

test.each([
  ['22/11/2026 14:03:22'],
  ['11/22/2026 2:03:22 PM'],
  ['22/11/2026 14.03'],
  ['TAVOLO 5  13:20 / 14:03'],
])('however its time is written, the receipt of a sale is that sale again half an hour later: %s', (time) => {
  const { memory, followed } = given();
  const timed = (line: string) => receipt(2340, [line, 'TOTALE 23,40']);
  followed('s-1', timed(time), 'A', 0);
  expect(memory.take(timed(time), 'wallet-A', 30 * minute)).toEqual({ to: 'again' });
  followed('s-2', timed('PANINO 14.03'), 'A', 0);
  expect(memory.take(timed('PANINO 14.03'), 'wallet-A', 30 * minute)).toEqual({ to: 'new' });
});

test('a receipt that became no sale and comes again is nobody else’s', () => {
  const { memory } = given();
  const jammed = () => ({ ...receipt(5000, ['N. 12', '10:31', 'TOTALE 50,00']), number: '12' });
  expect(memory.take(jammed(), null, 0)).toEqual({ to: 'new' });
  // Its customer, still without a card: nothing stands in the way of a claim.
  expect(memory.take(jammed(), null, minute)).toEqual({ to: 'new' });
  expect(memory.take(jammed(), 'wallet-B', 30 * minute)).toEqual({ to: 'seen' });
  const refused = () => receipt(700, ['TOTALE 7,00']);
  expect(memory.take(refused(), 'wallet-A', 0)).toEqual({ to: 'new' });
  expect(memory.take(refused(), 'wallet-A', minute)).toEqual({ to: 'new' });
  expect(memory.take(refused(), 'wallet-B', minute)).toEqual({ to: 'seen' });
  // Two coffees without a time, three minutes apart, are two.
  expect(memory.take(refused(), 'wallet-C', 5 * minute)).toEqual({ to: 'new' });
});

test('a clock that was set back by hours makes no old receipt of a new one', () => {
  const { memory, followed } = given();
  const numbered = (): PrintedReceipt => ({ ...receipt(160, ['first']), number: '0001' });
  followed('s-1', numbered(), null, 0);
  expect(memory.take(numbered(), null, -60 * minute)).toEqual({ to: 'new' });
});

test('two numbers that differ are two receipts, and the same number is one for hours', () => {
  const { memory, followed } = given();
  const numbered = (number: string, line: string) => ({ ...receipt(160, [line]), number });
  followed('s-1', numbered('0001-0007', 'first'), null, 0);
  expect(memory.take(numbered('0001-0008', 'first'), null, minute)).toEqual({ to: 'new' });
  expect(memory.take(numbered('0001-0007', 'COPIA'), null, 60 * minute)).toEqual({ to: 'again' });
  expect(memory.take({ ...numbered('0001-0007', 'other'), minor: 170 }, null, minute)).toEqual({ to: 'new' });
});

test('a sale by hand waits two minutes for its receipt, and no receipt hours later is told it', () => {
  const { memory, stands, sells } = given();
  stands('A');
  sells('by-hand', 900, 0);
  expect(memory.take(receipt(900), 'wallet-B', 3 * 60 * minute)).toEqual({ to: 'new' });
  stands('A');
  sells('by-hand-2', 900, 10 * minute);
  expect(memory.take(receipt(900), null, 11 * minute)).toMatchObject({
    to: 'sold',
    tail: 'A',
    walletId: 'wallet-A',
    outcome: { saleId: 'by-hand-2' },
  });
  expect(memory.take(receipt(900, ['another']), null, 12 * minute)).toEqual({ to: 'perhaps-again' });
});

test('the card’s last letters are those of whoever stood at the counter of that sale', () => {
  const { memory, stands, sells } = given();
  stands('A');
  stands('B', 'register');
  sells('at-the-cashier', 900, 0);
  sells('at-the-register', 700, 0, 'register');
  expect(memory.take(receipt(700), null, minute)).toMatchObject({
    to: 'sold',
    tail: 'B',
    walletId: 'wallet-B',
  });
  expect(memory.take(receipt(900), null, minute)).toMatchObject({
    to: 'sold',
    tail: 'A',
    walletId: 'wallet-A',
  });
  sells('nobody', 500, minute);
  expect(memory.take(receipt(500), null, minute)).toMatchObject({ to: 'sold', tail: '', walletId: null });
});

test('of several sales by hand each has a receipt of its own; one of another total is the oldest’s', () => {
  const { memory, sells } = given();
  sells('s-1', 100, 0);
  sells('s-2', 200, 0);
  expect(memory.take(receipt(200), null, minute)).toMatchObject({ to: 'sold', outcome: { saleId: 's-2' } });
  expect(memory.take(receipt(150), null, minute)).toMatchObject({ to: 'sold', outcome: { saleId: 's-1' } });
  expect(memory.take(receipt(300), null, minute)).toEqual({ to: 'new' });
});

test('a paper that may be a copy leaves a sale by hand its receipt, and the register its first one', () => {
  const { memory, stands, sells } = given();
  stands('A');
  sells('by-hand', 2340, 0);
  memory.sees(receipt(900, ['COPIE', 'TOTALE 9,00']), minute);
  memory.sees(receipt(2340, ['COPIA PV 2', 'TOTALE 23,40']), minute);
  memory.sees(receipt(100, ['COPIE'], 'Back'), minute);
  expect(memory.take(receipt(2340), null, minute)).toMatchObject({
    to: 'sold',
    outcome: { saleId: 'by-hand' },
  });
  expect(memory.take(receipt(500, ['first'], 'Back'), null, minute)).toEqual({ to: 'unknown' });
  expect(memory.take(receipt(900, ['COPIE', 'TOTALE 9,00']), 'wallet-B', minute)).toEqual({ to: 'seen' });
});

test('each register has a first receipt of its own, and a sale by hand is no longer one’s that was printed at the other', () => {
  const memory = createReceiptMemory();
  expect(memory.take(receipt(100), null, 0)).toEqual({ to: 'unknown' });
  expect(memory.take(receipt(100, ['x'], 'Back'), null, 0)).toEqual({ to: 'unknown' });
  expect(memory.take(receipt(100, ['COPIA']), null, minute)).toEqual({ to: 'perhaps-again' });
  memory.counterChanged('cashier', view(null, outcome('s-1', 900)), null, 0);
  // Another total at the one leaves it to the other; the same total at any is its own.
  expect(memory.take(receipt(50), null, minute)).toMatchObject({ to: 'sold' });
  expect(memory.take(receipt(900, ['x'], 'Back'), null, minute)).toMatchObject({ to: 'sold' });
  expect(memory.take(receipt(60), null, minute)).toEqual({ to: 'new' });
});

test('a sale that the cashier confirmed by the total that waited is that receipt’s', () => {
  const { memory } = given();
  const waited = receipt(900, ['TOTALE 9,00']);
  const offered = { receipt: waited, readAtMs: 0 };
  memory.counterChanged('cashier', view('A', null), offered, 0);
  memory.counterChanged('cashier', view(null, outcome('entered', 900)), offered, minute);
  expect(memory.take(waited, null, minute)).toEqual({ to: 'again' });
  memory.counterChanged('cashier', view(null, outcome('other', 950)), offered, minute);
  expect(memory.take(receipt(950), null, minute)).toMatchObject({ to: 'sold', outcome: { saleId: 'other' } });
});
