import { expect, test } from 'vitest';
import { approvalLivesMs, createApprovals, type BoundCall } from './approvals.ts';

const call: BoundCall = { action: 'refund', hash: 'this-call', amount: 5_000, session: 3 };
const about = {
  subject: 'sale-1',
  wallets: [],
  askedBy: 'bela',
  because: { code: 'ROLE_NOT_ALONE' },
} as const;

/** A call that was asked for and approved at the hour 0. */
function approved() {
  let id = 0;
  const approvals = createApprovals(() => `id-${(id += 1)}`);
  const { requestId } = approvals.ask({ ...call, ...about }, 0);
  return { approvals, word: approvals.approve(requestId, 'ada', 0) ?? '', requestId };
}

test('a yes is good for the very call it was given for, and tells who gave it', () => {
  const { approvals, word } = approved();
  expect(approvals.use(word, call, 1)).toMatchObject({ approver: 'ada', askedBy: 'bela', subject: 'sale-1' });
});

test('it is good once', () => {
  const { approvals, word } = approved();
  approvals.use(word, call, 1);
  expect(approvals.use(word, call, 2)).toBeUndefined();
});

test.each([
  ['another amount', { amount: 5_001 }],
  ['an amount that nobody can tell', { amount: null }],
  ['another call', { hash: 'another-call' }],
  ['another action', { action: 'adjust' as const }],
  ['somebody who signed in since', { session: 4 }],
])('it is not good for %s, and is spent by trying', (_, other) => {
  const { approvals, word } = approved();
  expect(approvals.use(word, { ...call, ...other }, 1)).toBeUndefined();
  expect(approvals.use(word, call, 1)).toBeUndefined();
});

test('it is not good after a minute, nor when the clock was set back', () => {
  for (const [nowMs, good] of [
    [approvalLivesMs, false],
    [-1, false],
    [approvalLivesMs - 1, true],
  ] as const) {
    const { approvals, word } = approved();
    expect(approvals.use(word, call, nowMs) !== undefined, `at ${nowMs}`).toBe(good);
  }
});

test('one question gets one yes, none after five minutes, and none when somebody else came in', () => {
  const { approvals, requestId, word } = approved();
  expect(approvals.approve(requestId, 'ada', 1)).toBeUndefined();
  const late = approvals.ask({ ...call, ...about }, 0);
  expect(approvals.approve(late.requestId, 'ada', 300_000)).toBeUndefined();
  approvals.clear();
  expect(approvals.use(word, call, 1)).toBeUndefined();
  expect(approvals.latest(1)).toBeUndefined();
});
