import type { WaitingTotalView } from '#shared/api/capture.api.ts';
import { liveCell, type Live, type LiveCell } from '../../client/live.ts';

/** A register's total, where the cashier would type it. */
export interface OfferedAmount {
  /** The register whose total stands there, untouched. */
  register: Live<string | undefined>;
  /** The line by which that receipt perhaps is a copy. */
  doubt: Live<string | undefined>;
  /** While a sale is asked about, what stands there stays: it is what the answer is about. */
  hold<T>(work: () => Promise<T>): Promise<T>;
  /** The total that waits, for it to be dismissed. */
  waiting(): WaitingTotalView | undefined;
}

/**
 * Keeps the amount in step with what the register printed: a new total takes the place of an empty amount and of an older total,
 * never of what was typed.
 */
export function offerAmount(
  offers: Live<WaitingTotalView | undefined>,
  amountText: LiveCell<string>,
): OfferedAmount {
  const register = liveCell<string | undefined>(undefined);
  const doubt = liveCell<string | undefined>(undefined);
  let taken: WaitingTotalView | undefined;
  let held = 0;
  const show = (): void => {
    const its = taken && amountText.get() === taken.amountText ? taken : undefined;
    register.set(its?.register);
    doubt.set(its?.doubt ?? undefined);
  };
  const look = (): void => {
    const offer = offers.get();
    if (held > 0 || offer?.receiptId === taken?.receiptId) return;
    const isOurs = amountText.get() === '' || register.get() !== undefined;
    taken = offer;
    if (isOurs) amountText.set(offer?.amountText ?? '');
    show();
  };
  offers.subscribe(look);
  amountText.subscribe(show);
  look();
  return {
    register,
    doubt,
    waiting: () => offers.get(),
    async hold(work) {
      held += 1;
      try {
        return await work();
      } finally {
        held -= 1;
        look();
      }
    },
  };
}
