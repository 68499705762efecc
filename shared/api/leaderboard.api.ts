import { z } from 'zod';
import { WalletId } from '../members/wallet.ts';
import { call } from './channel.ts';

/** The first hundred of those who take part, by nickname, with how often each came in a month, and how many there are. `here` is who stands at the counter. */
export const LeaderboardView = z.object({
  month: z.string(),
  rows: z.array(z.object({ place: z.int(), nickname: z.string(), visits: z.int(), here: z.boolean() })),
  of: z.int(),
});
export type LeaderboardView = z.infer<typeof LeaderboardView>;

/** Where a member stands on this month's board: 4th of 37, and whether others stand there as well. */
export const PlaceOnBoard = z.object({ place: z.int(), of: z.int(), shared: z.boolean() });
export type PlaceOnBoard = z.infer<typeof PlaceOnBoard>;

/** The board of those who agreed to be on it. */
export const leaderboardApi = {
  /** `back` is how many months ago: 0 is this one. `here` is who stands at the counter, to be pointed out. */
  'leaderboard.month': call(
    z.object({ back: z.int().min(0).max(12), here: WalletId.nullable() }),
    LeaderboardView,
  ),
  /** Null for who does not take part, or did not come this month. Asked by itself, so that nothing at the counter waits for it. */
  'leaderboard.place': call(z.object({ walletId: WalletId }), PlaceOnBoard.nullable()),
} as const;
