import type { Handlers } from '#shared/api/channel.ts';
import type { leaderboardApi } from '#shared/api/leaderboard.api.ts';
import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { monthOf, monthsAfter } from '#shared/base/months.ts';
import { boardWord } from '#shared/members/fold-words.ts';
import { boardName, placed } from '#shared/members/leaderboard.ts';
import { personOf } from '#shared/members/profile.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Store } from '#electron/store/store.ts';

/** No more are looked at: opening each takes time in which nobody is served. */
const mostParticipants = 1_000;
const mostShown = 100;

/** The board, worked out when somebody looks at it: only those who take part are opened. */
export function leaderboardHandlers(options: {
  store: Pick<Store, 'look' | 'profiles'>;
  settings: ShopSettings;
  machine: Pick<Machine, 'now'>;
}): Handlers<typeof leaderboardApi> {
  const { store, settings, machine } = options;
  const { look, profiles } = store;
  return {
    'leaderboard.month': ({ back, here }) => {
      const month = monthsAfter(monthOf(businessDay(machine.now(), settings)), -back);
      const participants = profiles.having([boardWord], mostParticipants).flatMap((id) => {
        const nickname = boardName(personOf(profiles.read(id) ?? {}));
        if (nickname === null) return [];
        const visits = look.memberFacts(id).months.find((one) => one.month === month)?.visits ?? 0;
        return [{ id, nickname, visits }];
      });
      const rows = placed(participants)
        .slice(0, mostShown)
        .map(({ id, nickname, visits, place }) => ({ place, nickname, visits, here: id === here }));
      return { month, rows };
    },
  };
}
