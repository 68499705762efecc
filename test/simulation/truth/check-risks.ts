import type { CentreState } from '../centre/centre-state.ts';
import { voucherHolder } from '#shared/members/wallet.ts';
import { readEntries, type Entry } from '#shared/projections/fold.ts';
import type { World } from '../world/world.ts';
import { must } from './failure.ts';

/**
 * Where the owner allows no risk, a voucher becomes one only while a till starts over, and only for a cause: it was taken twice, taken
 * and taken back with its sale, or it
 * had been moved out of the drawer before, by rights that came and went or by an earlier starting over.
 */
export function checkCauses({ schedule, truth }: World, state: CentreState): void {
  if (schedule.drawers?.offline?.['default'] === 'bounded') return;
  const entries = [...state.logs.values()].flatMap(({ envelopes }) => readEntries(envelopes));
  const taken = new Map<string, number>();
  const gone = [
    ...truth.tellings().flatMap(({ outcome }) => outcome.redeemed),
    ...truth.returns().flatMap(({ voided }) => voided),
  ];
  for (const { voucherId } of gone) {
    const holder = voucherHolder(voucherId);
    taken.set(holder, (taken.get(holder) ?? 0) + 1);
  }
  for (const { fact, envelope } of entries) {
    if (fact.type !== 'RiskTaken' || !fact.body.holder.startsWith('voucher:')) continue;
    const { holder } = fact.body;
    const moved = entries.some((other) => movesAway(other, holder, envelope.epoch));
    must(
      moved || (taken.get(holder) ?? 0) > 1,
      'risk-has-a-cause',
      () => `${envelope.writer} took a risk for ${holder}, which lay in its drawer`,
    );
  }
}

function movesAway({ fact, envelope }: Entry, holder: string, epoch: number): boolean {
  switch (fact.type) {
    case 'RightsReturned':
    case 'RightsGranted':
    case 'RightsAccepted':
    case 'DrawerSeized':
      return fact.body.holder === holder;
    case 'RightsSuspended':
      return fact.body.holder === holder && envelope.epoch < epoch;
    default:
      return false;
  }
}
