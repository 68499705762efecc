import type { BusinessTime } from '#shared/base/business-time.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { endMembership } from '#shared/visit/membership.ts';
import { aboutNothing, aboutWallet, type WhatAbout } from '#electron/access/what-about.ts';
import type { Store } from '#electron/store/store.ts';

/** What selling a membership and taking it back is about: of the latter, the money that goes back. */
export const membershipAbout = ({
  store,
  settings,
  time,
}: {
  store: Store;
  settings: ShopSettings;
  time(): BusinessTime;
}): Pick<WhatAbout, 'membership.end' | 'membership.sell'> => ({
  'membership.end': ({ walletId, membershipId }) => {
    if (store.jobs.get(`ended-${membershipId}`)) return aboutNothing(walletId);
    const { look, standing, writer: till } = store;
    const here = { look, settings, till, state: standing.state(), day: time().day };
    const ended = endMembership(walletId, membershipId, here);
    return aboutWallet(walletId, ended.ok ? ended.value.body.refunded.minor : null);
  },
  'membership.sell': ({ walletId }) => aboutWallet(walletId),
});
