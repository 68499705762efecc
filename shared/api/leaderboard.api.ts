import { z } from 'zod';
import { WalletId } from '../members/wallet.ts';
import { call } from './channel.ts';

/** Who takes part, by nickname, and how often each came in a month: the first hundred. `here` is who stands at the counter. */
export const LeaderboardView = z.object({
  month: z.string(),
  rows: z.array(z.object({ place: z.int(), nickname: z.string(), visits: z.int(), here: z.boolean() })),
});
export type LeaderboardView = z.infer<typeof LeaderboardView>;

/** The board of those who agreed to be on it. */
export const leaderboardApi = {
  /** `back` is how many months ago: 0 is this one. `here` is who stands at the counter, to be pointed out. */
  'leaderboard.month': call(
    z.object({ back: z.int().min(0).max(12), here: WalletId.nullable() }),
    LeaderboardView,
  ),
} as const;
