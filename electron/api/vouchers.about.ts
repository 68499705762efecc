import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { aboutNothing, type WhatAbout } from '#electron/access/what-about.ts';
import type { Store } from '#electron/store/store.ts';

/** What printing vouchers is about: what all of them are worth, a coupon as the shop counts it. */
export const vouchersAbout = ({
  store,
  settings,
}: {
  store: Store;
  settings: ShopSettings;
}): Pick<WhatAbout, 'vouchers.print'> => ({
  'vouchers.print': ({ batchId, count, order: { worth } }) => {
    if (store.jobs.batch(batchId)) return aboutNothing(batchId);
    const each = worth.kind === 'money' ? worth.amountMinor : settings.drawers.limits.couponMinor;
    return { amount: count * each, subject: batchId, walletId: null };
  },
});
