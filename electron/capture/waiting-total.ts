import type { CaptureView, ReceiptView } from '#shared/api/capture.api.ts';
import type { TotalRefusal } from '#shared/capture/find-total.ts';
import { typedAmount } from '#shared/money/money.ts';
import type { Reading } from './listening.ts';
import type { PrintedReceipt } from './receipt-memory.ts';

/** A receipt with a total as it waits at the counter: for whom, where it was read from, and what is remembered of it. */
interface Offered {
  view: NonNullable<CaptureView['offer']>;
  source: string | null;
  receipt: PrintedReceipt;
  readAtMs: number;
}

/** The one total that waits at the counter, or the last one that had to be taken back. Answers tell whether something changed. */
export interface WaitingTotal {
  view(): Pick<CaptureView, 'offer' | 'takenBack'>;
  /** The receipt that a sale of the cashier may be of: it waits, or was taken back a moment before. */
  ofSale(): Pick<Offered, 'receipt' | 'readAtMs'> | null;
  /** A receipt with a total: it takes the place of whatever waited. `source`: the file it was read from, which may yet change. */
  offer(
    read: Pick<ReceiptView, 'receiptId' | 'register' | 'readAtMs'>,
    found: Extract<Reading, { ok: true }>['value'],
    source: string | null,
    receipt: PrintedReceipt,
  ): void;
  /** This file has no total any more: the one that was read from it is taken back, if it still waits. */
  refuse(register: string, source: string | null, refusal: TotalRefusal): boolean;
  dismiss(receiptId: string): boolean;
  /** The cashier made a sale. */
  sold(): boolean;
}

export function createWaitingTotal(): WaitingTotal {
  let offered: Offered | null = null;
  let takenBack: CaptureView['takenBack'] = null;
  const clear = (): boolean => {
    const changes = offered !== null || takenBack !== null;
    [offered, takenBack] = [null, null];
    return changes;
  };
  return {
    view: () => ({ offer: takenBack ? null : (offered?.view ?? null), takenBack }),
    ofSale: () => offered,
    offer({ receiptId, register, readAtMs }, { total, doubt }, source, receipt) {
      const view = { receiptId, register, total, amountText: typedAmount(total), doubt };
      offered = { view, source, receipt, readAtMs };
      takenBack = null;
    },
    refuse(register, source, refusal) {
      if (!offered || takenBack || source === null) return false;
      const { view } = offered;
      if (offered.source !== source || view.register !== register) return false;
      takenBack = { receiptId: view.receiptId, register, total: view.total, refusal: { ...refusal } };
      return true;
    },
    dismiss: (receiptId) => offered?.view.receiptId === receiptId && clear(),
    sold: clear,
  };
}
