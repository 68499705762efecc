import { builtIn, ownName } from '#shared/segments/segment-of.ts';
import { fewestCompared } from '#shared/segments/quintiles.ts';
import type { Handlers } from '#shared/api/channel.ts';
import type { SegmentSumView, segmentsApi } from '#shared/api/segments.api.ts';
import { businessDay, dayNumber } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import { personOf } from '#shared/members/profile.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { hitOf } from '#electron/members/find-members.ts';
import type { SegmentKeeper } from '#electron/segments/segment-keeper.ts';
import type { SegmentSum } from '#electron/store/segments.ts';
import type { Store } from '#electron/store/store.ts';

/** How members are told apart, counted and listed. Only those who are shown are opened. */
export function segmentsHandlers(options: {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now'>;
  keeper: Pick<SegmentKeeper, 'looked' | 'progress'>;
}): Handlers<typeof segmentsApi> {
  const { store, settings, machine, keeper } = options;
  return {
    'segments.all': () => {
      const looked = keeper.looked();
      return {
        lookedDay: looked?.day ?? null,
        compared: looked?.compared ?? false,
        fewestCompared,
        looking: keeper.progress() !== null,
        sums: inOrder(
          store.segments.sums(),
          settings.segments.own.map(({ name }) => name),
        ),
      };
    },
    'segments.members': ({ segment, from, most }) => {
      const today = dayNumber(businessDay(machine.now(), settings));
      return store.segments.list(segment, from, most).map((row) => {
        const { walletId, lastDay, enrolledDay, gapDays, visits, spentMinor } = row;
        const person = personOf(store.profiles.read(walletId) ?? {});
        const awayDays = lastDay === null ? null : today - dayNumber(lastDay);
        const own = ownName(segment);
        return {
          member: hitOf({ walletId, person }, store),
          lastDay,
          why: { segment, own, enrolledDay, gapDays, awayDays, visits, spentMinor },
        };
      });
    },
  };
}

/** As they are asked: the shop's own first, then ours, and the regulars. One without members is there too. */
function inOrder(sums: readonly SegmentSum[], own: readonly string[]): SegmentSumView[] {
  const names = [...own.map((name) => `own:${name}`), ...builtIn, ''];
  return [...new Set(names)].map((segment) => {
    const sum = sums.find((one) => one.segment === segment);
    const { members = 0, visits = 0, spentMinor = 0 } = sum ?? {};
    return { segment, own: ownName(segment), members, visits, spentMinor };
  });
}
