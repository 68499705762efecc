import type { WalletId } from './wallet.ts';

/** That somebody was sent by a member, and whether whoever sent them had something for it. */
export interface Referral {
  /** Who came. */
  friend: WalletId;
  /** Who sent them, as the wallet that it counts as today. */
  referrer: WalletId;
  /** The program under which it was said. */
  programId: string;
  /** What was promised for it was given, and not taken back whole while it waited. */
  rewarded: boolean;
}

/** The key under which whoever sent a friend is given something for it, once for each friend. */
export const friendKey = (friend: WalletId): string => `friend-${friend}`;
