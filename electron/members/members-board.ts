import type { LeaderboardView, PlaceOnBoard } from '#shared/api/leaderboard.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { monthOf, monthsAfter } from '#shared/base/months.ts';
import { boardName } from '#shared/members/leaderboard.ts';
import { personOf } from '#shared/members/profile.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Store } from '#electron/store/store.ts';
import { createRankBoard } from './rank-board.ts';

/** The leaderboard, worked out when somebody asks, from what this till knows. */
export interface MembersBoard {
  /** The board of so many months ago; only who is shown is opened. */
  month(back: number, here: WalletId | null): Promise<LeaderboardView>;
  /** Where a member stands this month; null for who does not take part, or did not come. */
  placeOf(walletId: WalletId): Promise<PlaceOnBoard | null>;
}

export function createMembersBoard(options: {
  store: Pick<Store, 'look' | 'profiles'>;
  settings: ShopSettings;
  machine: Pick<Machine, 'now'>;
}): MembersBoard {
  const { store, settings, machine } = options;
  const { look, profiles } = store;
  const rank = createRankBoard(store);
  const monthAgo = (back: number): string =>
    monthsAfter(monthOf(businessDay(machine.now(), settings)), -back);
  const isOnBoard = (walletId: WalletId): boolean =>
    profiles.board.takesPart(walletId) && look.mainOf(walletId) === walletId;
  const nicknameOf = (walletId: WalletId): string => boardName(personOf(profiles.read(walletId) ?? {})) ?? '';
  return {
    async month(back, here) {
      const month = monthAgo(back);
      const ranking = await rank(month);
      const rows = ranking
        .first()
        .map(({ id, ...one }) => ({ ...one, nickname: nicknameOf(id), here: id === here }))
        // Whoever took it back while the others were counted is not named any more.
        .filter(({ nickname }) => nickname !== '')
        .sort((one, other) => one.place - other.place || (one.nickname < other.nickname ? -1 : 1));
      return { month, rows, of: ranking.of() };
    },
    async placeOf(walletId) {
      const month = monthAgo(0);
      if (!isOnBoard(walletId)) return null;
      const ranking = await rank(month);
      if (!isOnBoard(walletId)) return null;
      return ranking.placeOf(profiles.board.visitsIn(month, walletId));
    },
  };
}
