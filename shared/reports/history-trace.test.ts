import { expect, test } from 'vitest';
import type { Envelope } from '../ledger/envelope.ts';
import { tellableTrace } from './history-trace.ts';

const [mine, merged, other] = ['1', '2', '3'].map((digit) => digit.repeat(32)) as [string, string, string];
let seq = 0;
const event = (type: string, body: object): Envelope => ({
  writer: 'till-1',
  epoch: 1,
  seq: (seq += 1),
  hlc: '000000000001-0000',
  at: 1,
  day: '2026-11-22',
  type,
  version: 1,
  body: JSON.stringify(body),
  prev: '',
  hash: '',
});
const types = (envelopes: readonly Envelope[]) => envelopes.map(({ type }) => type);

test('of a place in the log that is somebody else’s, or nobody’s, nothing is told', () => {
  const strangers = [
    event('ValueAwarded', { walletId: other, amount: 5 }),
    event('StaffSignedIn', { staffId: 'staff-1', how: 'pin' }),
    event('VoucherIssued', { walletId: null, saleId: 'sale-9', token: '1'.repeat(208) }),
  ];
  for (const saleId of [null, 'sale-9']) expect(tellableTrace(strangers, [mine], saleId)).toEqual([]);
});

test('of a member’s own sale all is told but what others got by it, and tokens are masked', () => {
  const token = '7'.repeat(208);
  const sale = [
    event('SaleRecorded', { saleId: 'sale-1', walletId: merged }),
    event('VoucherRedeemed', { saleId: 'sale-1', holder: `voucher:${'a'.repeat(16)}` }),
    event('ValueAwarded', { saleId: 'sale-1', walletId: other, amount: 50 }),
    event('ClaimOpened', { saleId: 'sale-1', claimId: '00f1e2d3c4b5', token }),
    event('VoucherIssued', { saleId: 'sale-1', walletId: mine, token, parts: [{ token }] }),
    event('MemberReferred', { saleId: 'sale-1', walletId: mine, referrer: other }),
    event('VoucherRedeemed', { saleId: 'sale-2', holder: `voucher:${'b'.repeat(16)}` }),
  ];
  const told = tellableTrace(sale, [mine, merged], 'sale-1');
  expect(types(told)).toEqual([
    'SaleRecorded',
    'VoucherRedeemed',
    'ClaimOpened',
    'VoucherIssued',
    'MemberReferred',
  ]);
  const said = JSON.stringify(told);
  expect(said).not.toContain(token);
  expect(said).not.toContain(other);
  expect(said).toContain(mine);
});
