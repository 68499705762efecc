import { aboutWallet, type WhatAbout } from '#electron/access/what-about.ts';

/** What taking a place and giving it up is about: one member's value. */
export const placesAbout: Pick<WhatAbout, 'places.book' | 'places.give-up'> = {
  'places.book': ({ walletId }) => aboutWallet(walletId),
  'places.give-up': ({ walletId }) => aboutWallet(walletId),
};
