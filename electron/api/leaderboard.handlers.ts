import type { Handlers } from '#shared/api/channel.ts';
import type { leaderboardApi } from '#shared/api/leaderboard.api.ts';
import type { MembersBoard } from '#electron/members/members-board.ts';

/** The board, and one member's place on it. Neither waits for the counter, nor the counter for it. */
export const leaderboardHandlers = (board: MembersBoard): Handlers<typeof leaderboardApi> => ({
  'leaderboard.month': ({ back, here }) => board.month(back, here),
  'leaderboard.place': ({ walletId }) => board.placeOf(walletId),
});
