import { expect, test } from 'vitest';
import { createWaitingTotal } from './waiting-total.ts';

const total = { minor: 1250, currency: 'EUR' };
const found = { total, pattern: 'it', line: 'TOTALE 12,50', number: null, doubt: null };
const receipt = { register: 'Back', minor: 1250, number: null, print: 'lines', isTimed: false };
const read = { receiptId: 'r-1', register: 'Back', readAtMs: 7 };

test('a sale made after its total was taken back may still be that receipt’s, until it is cleared away', () => {
  const waiting = createWaitingTotal();
  waiting.offer(read, found, 'a.txt', receipt);
  expect(waiting.refuse('Back', 'a.txt', { code: 'NO_TOTAL' })).toBe(true);
  expect(waiting.view().offer).toBeNull();
  expect(waiting.ofSale()).toMatchObject({ receipt, readAtMs: 7 });
  expect(waiting.sold()).toBe(true);
  expect(waiting.ofSale()).toBeNull();
  expect(waiting.sold()).toBe(false);
});

test('why a total was taken back is what its file said first, and what came from no file is nobody’s to take back', () => {
  const waiting = createWaitingTotal();
  waiting.offer(read, found, 'a.txt', receipt);
  waiting.refuse('Back', 'a.txt', { code: 'TOTAL_NOT_POSITIVE' });
  expect(waiting.refuse('Back', 'a.txt', { code: 'NO_TOTAL' })).toBe(false);
  expect(waiting.view().takenBack?.refusal.code).toBe('TOTAL_NOT_POSITIVE');
  waiting.offer(read, found, null, receipt);
  expect(waiting.refuse('Back', null, { code: 'NO_TOTAL' })).toBe(false);
  expect(waiting.view()).toMatchObject({ offer: { amountText: '12.50' }, takenBack: null });
});
