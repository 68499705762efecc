import { aboutWallet, type WhatAbout } from '#electron/access/what-about.ts';

/** What managers' calls are about, and setting value aside. */
export const backOfficeAbout: Pick<WhatAbout, 'basket.reserve' | 'manager.adjust'> = {
  'basket.reserve': ({ walletId }) => aboutWallet(walletId),
  'manager.adjust': ({ walletId, amount }) => aboutWallet(walletId, Math.abs(amount)),
};
