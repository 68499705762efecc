import type { VisitView } from '#shared/api/checkout.api.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { createCheckout, type Checkout, type CheckoutOptions } from './checkout.ts';
import { createPatientCheckout, type PatientCheckout, type PatientOptions } from './patient-checkout.ts';

export interface CountersOptions extends Omit<CheckoutOptions, 'committed' | 'changed' | 'servesOwn'> {
  ask: PatientOptions['ask'];
  patience: PatientOptions['patience'];
  servesOwn(walletId: WalletId): boolean;
  /** After the commit: the ledger has moved. */
  committed(): void;
  /** Somebody did something at a counter. */
  busy(): void;
  /** The cashier's counter looks different now. */
  changed(view: VisitView): void;
  /** The counter of the register beside the till looks different now. */
  registerChanged(view: VisitView): void;
}

/** Whoever serves: the cashier, and the register that asks for itself. Each has one customer at a time. */
export interface Counters {
  checkout: Checkout;
  patient: PatientCheckout;
  register: { checkout: Checkout; patient: PatientCheckout };
}

/** Opens both counters over one ledger. */
export function openCounters(options: CountersOptions): Counters {
  const { ask, patience, servesOwn, committed, busy, changed, registerChanged, ...counter } = options;
  const registers = createCheckout({
    ...counter,
    // A register's sale may be a part of a larger transaction: nobody is told before that is on disk.
    committed: () => void setImmediate(committed),
    changed(view) {
      busy();
      registerChanged(view);
    },
  });
  const checkout = createCheckout({
    ...counter,
    servesOwn,
    committed,
    changed(view) {
      busy();
      changed(view);
    },
  });
  return {
    checkout,
    patient: createPatientCheckout({ checkout, ask, patience }),
    register: {
      checkout: registers,
      patient: createPatientCheckout({ checkout: registers, ask, patience }),
    },
  };
}
