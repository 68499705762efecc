import { addDays } from '../base/business-time.ts';
import type { Machine } from '../base/machine.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf } from '../ledger/posting.ts';
import type { Money } from '../money/money.ts';
import { encodeTokenBody, toDigits } from '../scan/voucher-token.ts';
import type { Circumstances } from '../visit/look-up.ts';

/** So many vouchers of one worth for whoever gets the papers, good for so many days after today. */
export interface BatchWanted {
  count: number;
  worth: Money;
  lifeDays: number;
}

/** A voucher that comes into being when its paper is printed. */
export type PlannedVoucher = Extract<Fact, { type: 'VoucherIssued' }>;

/**
 * The vouchers of a batch as the facts that they will be. Nobody may write one down before its paper came out: a voucher that no
 * paper shows is worth nothing, and a paper that was never printed cannot be lost.
 */
export function planBatch(
  { count, worth: { minor, currency }, lifeDays }: BatchWanted,
  {
    signer,
    time,
    machine,
  }: Pick<Circumstances, 'signer' | 'time'> & { machine: Pick<Machine, 'randomBytes'> },
): PlannedVoucher[] {
  const expiryDay = addDays(time.day, lifeDays);
  return Array.from({ length: count }, (): PlannedVoucher => {
    const voucherId = [...machine.randomBytes(8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    const { keyId } = signer;
    const token = encodeTokenBody({ keyId, voucherId, amount: minor, kind: 'credit', expiryDay });
    return {
      type: 'VoucherIssued',
      body: {
        voucherId,
        walletId: null,
        unit: `credit:${currency}`,
        amount: minor,
        lot: lotOf(time.day, expiryDay),
        label: '',
        token: toDigits(token, signer.sign(token)),
        saleId: null,
        programId: 'batch',
        revision: 1,
        reason: { code: 'PRINTED_IN_BATCH', params: {} },
      },
    };
  });
}
