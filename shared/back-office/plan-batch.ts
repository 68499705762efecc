import type { Day } from '../base/business-time.ts';
import type { Machine } from '../base/machine.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf } from '../ledger/posting.ts';
import type { Reason } from '../ledger/reason.ts';
import type { WalletId } from '../members/wallet.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import type { Circumstances } from '../visit/look-up.ts';

/** What each voucher is worth: so much money, or a coupon of a program. */
export type VoucherWorth = { kind: 'money'; amountMinor: number } | { kind: 'coupon'; programId: string };

/** So many vouchers of one worth, good from one day to another, for whoever gets the papers or for one member. */
export interface BatchWanted {
  count: number;
  worth: VoucherWorth;
  /** Null is today. */
  fromDay: Day | null;
  /** The last day; null is no end. */
  untilDay: Day | null;
  /** The member they are given to; null for whoever holds the paper. */
  walletId: WalletId | null;
  /** What they are given for; without it they are a batch. */
  reason?: Reason;
}

/** A voucher that comes into being when its paper is printed. */
export type PlannedVoucher = Extract<Fact, { type: 'VoucherIssued' }>;

/** Why no vouchers are printed. Each has a sentence under `refusal.<code>`. */
export type BatchRefusal =
  | { code: 'COUPON_UNKNOWN' }
  | { code: 'BATCH_OVER_ALREADY'; untilDay: Day }
  | { code: 'BATCH_ENDS_BEFORE'; fromDay: Day };

/**
 * The vouchers of a batch as the facts that they will be. Nobody may write one down before its paper came out: a voucher that no
 * paper shows is worth nothing, and a paper that was never printed cannot be lost. A coupon lives no longer than its program says.
 */
export function planBatch(
  wanted: BatchWanted,
  here: Pick<Circumstances, 'signer' | 'time'> & {
    machine: Pick<Machine, 'randomBytes'>;
    currency: string;
    programs: readonly ConfiguredProgram[];
  },
): Result<PlannedVoucher[], BatchRefusal> {
  const { signer, time, machine } = here;
  const worth = worthOf(wanted, here);
  if (!worth) return refuse({ code: 'COUPON_UNKNOWN' });
  const { lastDay, amount, ...what } = worth;
  const untilDay = earlier(wanted.untilDay, lastDay);
  const fromDay = wanted.fromDay ?? time.day;
  if (untilDay !== null && untilDay < time.day) return refuse({ code: 'BATCH_OVER_ALREADY', untilDay });
  if (untilDay !== null && untilDay < fromDay) return refuse({ code: 'BATCH_ENDS_BEFORE', fromDay });
  const kind = wanted.worth.kind === 'money' ? 'credit' : 'coupon';
  return ok(
    Array.from({ length: wanted.count }, (): PlannedVoucher => {
      const voucherId = hex(machine.randomBytes(8));
      return {
        type: 'VoucherIssued',
        body: {
          voucherId,
          walletId: wanted.walletId,
          amount,
          lot: lotOf(fromDay, untilDay),
          token: signer.tokenOf({ voucherId, amount, kind, expiryDay: untilDay }),
          saleId: null,
          ...what,
        },
      };
    }),
  );
}

const inBatch = { code: 'PRINTED_IN_BATCH', params: {} };

/** What one voucher holds, and the last day on which its program would take it. */
function worthOf(
  { worth, reason = inBatch }: Pick<BatchWanted, 'worth' | 'reason'>,
  { currency, programs }: { currency: string; programs: readonly ConfiguredProgram[] },
) {
  if (worth.kind === 'money') {
    const origin = { programId: 'batch', revision: 1, reason };
    return { unit: `credit:${currency}`, amount: worth.amountMinor, label: '', lastDay: null, ...origin };
  }
  const found = programs.find(({ programId }) => programId === worth.programId);
  const terms = found?.program.type === 'coupons' ? found.program.coupon(found.setup) : null;
  if (!found || !terms) return undefined;
  const { programId, revision } = found;
  const { name: label, when } = terms;
  const origin = { programId, revision, reason };
  return { unit: `coupon:${programId}`, amount: 1, label, lastDay: when.toDay, ...origin };
}

const earlier = (one: Day | null, other: Day | null): Day | null =>
  one === null || (other !== null && other < one) ? other : one;

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
