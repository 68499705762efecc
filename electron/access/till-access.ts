import type { Api } from '#shared/api/api.ts';
import type { Server } from '#shared/api/server.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { Store } from '#electron/store/store.ts';
import { backOfficeAbout } from '#electron/api/back-office.about.ts';
import { couponsAbout } from '#electron/api/coupons.about.ts';
import { checkoutAbout, walletAtCounter } from '#electron/api/checkout.about.ts';
import { placesAbout } from '#electron/api/places.about.ts';
import { membershipAbout } from '#electron/api/membership.about.ts';
import { printAbout } from '#electron/api/print.about.ts';
import { refundAbout } from '#electron/api/refund.about.ts';
import type { RefundDesk } from '#electron/api/refund.handlers.ts';
import { vouchersAbout } from '#electron/api/vouchers.about.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Link } from '#electron/sync/link.ts';
import { openAccess, type Access } from './open-access.ts';

/** The access of a till, put together with its counter and its windows. */
export function openTillAccess({
  store,
  settings,
  machine,
  log,
  time,
  checkout,
  settled,
  fetchSale,
  training,
  tell,
  locked,
  committed,
  staffChanged,
  hearStaff,
}: {
  store: Store;
  settings: ShopSettings;
  machine: Machine;
  log: Log;
  time(): BusinessTime;
  checkout: Checkout;
  settled(): Promise<void>;
  fetchSale: RefundDesk['fetchSale'];
  training: boolean;
  tell: Server<Api>['emit'];
  locked(): void;
  committed(): void;
  staffChanged(): void;
  hearStaff: Link['hearStaff'];
}): Access {
  return openAccess({
    store,
    machine,
    log,
    clock: { now: machine.now, after: systemClock.after },
    time,
    whatAbout: {
      ...backOfficeAbout,
      ...checkoutAbout({ store, settings, checkout, settled }),
      ...couponsAbout({ store, sha256: machine.sha256, time }),
      ...membershipAbout({ store, settings, time }),
      ...placesAbout({ store, checkout, settled }),
      ...printAbout(store),
      ...refundAbout({ store, settings, machine, fetchSale, committed }),
      ...vouchersAbout({ store, settings }),
    },
    atCounter: () => walletAtCounter(checkout),
    training,
    changed: (view) => tell('access.changed', view),
    approved: (news) => tell('access.approved', news),
    locked,
    committed,
    staffChanged,
    hearStaff,
  });
}
