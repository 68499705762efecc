import type { z } from 'zod';
import type { VisitView } from '#shared/api/checkout.api.ts';
import type { CouponsView } from '#shared/api/coupons.api.ts';
import type { LookupAnswer } from './contract.ts';

type Told = NonNullable<z.input<typeof LookupAnswer>['member']>;

/** What a register is told of a member beside what programs hold for them: only what holds now. */
export function belongingsOf(
  { standings, memberships = [], places = [] }: NonNullable<VisitView['member']>,
  given: CouponsView['given'],
): Pick<Told, 'tiers' | 'memberships' | 'places' | 'coupons'> {
  const paid = memberships.flatMap(({ programId, name, untilDay }) =>
    untilDay === null ? [] : [{ programId, name, untilDay }],
  );
  return {
    tiers: standings.flatMap(({ programId, tier, untilDay }) =>
      tier === null || paid.some((one) => one.programId === programId) ? [] : [{ programId, tier, untilDay }],
    ),
    memberships: paid,
    places: places.flatMap(({ programId, name, had }) =>
      had.flatMap(({ number, state, fromDay, untilDay }) =>
        state === 'booked' ? [{ programId, name, number, fromDay, untilDay }] : [],
      ),
    ),
    coupons: given.map(({ number, label, untilDay }) => ({ number, label, untilDay })),
  };
}
