import type { Api } from '#shared/api/api.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { Server } from '#shared/api/server.ts';
import type { BusinessTime } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { Store } from '#electron/store/store.ts';
import { openAccess, type Access } from './open-access.ts';
import { createWhatAbout, walletAtCounter } from './what-about.ts';

/** The access of a till, put together with its counter and its windows. `refunds` says what a refund would come to. */
export function openTillAccess({
  store,
  settings,
  machine,
  time,
  checkout,
  settled,
  refunds,
  training,
  tell,
  locked,
  committed,
}: {
  store: Store;
  settings: ShopSettings;
  machine: Machine;
  time(): BusinessTime;
  checkout: Checkout;
  settled(): Promise<void>;
  refunds: Handlers<Api>['refund.plan'];
  training: boolean;
  tell: Server<Api>['emit'];
  locked(): void;
  committed(): void;
}): Access {
  return openAccess({
    store,
    machine,
    clock: { now: machine.now, after: systemClock.after },
    time,
    whatAbout: createWhatAbout({
      store,
      settings,
      time,
      checkout,
      settled,
      handlers: { 'refund.plan': refunds },
    }),
    atCounter: () => walletAtCounter(checkout),
    training,
    changed: (view) => tell('access.changed', view),
    approved: (news) => tell('access.approved', news),
    locked,
    committed,
  });
}
