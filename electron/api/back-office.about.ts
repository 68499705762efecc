import { aboutWallet, type WhatAbout } from '#electron/access/what-about.ts';

/** What managers' calls are about, and setting value aside. */
export const backOfficeAbout: Pick<
  WhatAbout,
  'basket.reserve' | 'manager.adjust' | 'manager.merge' | 'manager.undo-merge'
> = {
  'basket.reserve': ({ walletId }) => aboutWallet(walletId),
  'manager.adjust': ({ walletId, amount }) => aboutWallet(walletId, Math.abs(amount)),
  // What lies in one wallet becomes the other one's.
  'manager.merge': ({ from, into }) => ({ ...aboutWallet(into), others: () => [from] }),
  'manager.undo-merge': ({ from, into }) => ({ ...aboutWallet(into), others: () => [from] }),
};
