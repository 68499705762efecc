import type { BusinessTime } from '#shared/base/business-time.ts';
import { aboutWallet, type WhatAbout } from '#electron/access/what-about.ts';
import type { Store } from '#electron/store/store.ts';
import { givenVoucherId } from './coupons.handlers.ts';

/** What giving a coupon is about: how many whoever is in gave away today at all tills that this one heard of, this one counted, those taken back too. */
export const couponsAbout = ({
  store,
  sha256,
  time,
}: {
  store: Store;
  sha256(text: string): string;
  time(): BusinessTime;
}): Pick<WhatAbout, 'coupons.give' | 'coupons.take-back'> => ({
  'coupons.give': ({ commandId, walletId }) => {
    if (store.look.voucher(givenVoucherId(commandId, sha256))) return aboutWallet(walletId);
    const who = store.look.whoAt(store.head().seq);
    return aboutWallet(walletId, store.look.givenOn(time().day, who) + 1);
  },
  'coupons.take-back': ({ walletId }) => aboutWallet(walletId),
});
