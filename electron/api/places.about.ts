import { aboutWallet, type WhatAbout } from '#electron/access/what-about.ts';
import type { Checkout } from '#electron/checkout/checkout.ts';
import type { Store } from '#electron/store/store.ts';
import { walletAtCounter } from './checkout.about.ts';

/**
 * What taking a place and giving it up is about: one member's value. Who gives it up on the list, and not for the member at the counter,
 * takes something from somebody who did not ask for that.
 */
export const placesAbout = ({
  store: { look },
  checkout,
  settled,
}: {
  store: Pick<Store, 'look'>;
  checkout: Pick<Checkout, 'holders'>;
  settled(): Promise<void>;
}): Pick<WhatAbout, 'places.book' | 'places.give-up'> => ({
  'places.book': ({ walletId }) => aboutWallet(walletId),
  'places.give-up': async ({ walletId }) => {
    await settled();
    const there = walletAtCounter(checkout);
    const isThere = there !== null && look.mainOf(there) === look.mainOf(walletId);
    return { ...aboutWallet(walletId), ...(isThere ? {} : { also: 'void-vouchers' as const }) };
  },
});
