import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { sumOf } from '../ledger/posting.ts';
import { floatOf } from '../settings/shop-settings.ts';
import type { Circumstances, HeldLot } from './look-up.ts';

/**
 * Of what a sale awards this till keeps as much as the owner's float allows and credits the rest to the centre's drawer, from where any
 * till can have it. While the centre does not answer all stays here, so that it can be used where it was earned.
 */
export function keepFloat(
  facts: readonly Fact[],
  drawerAfter: readonly HeldLot[],
  { till, online, settings }: Circumstances,
): Fact[] {
  const drawer = drawerAfter.map((lot) => ({ ...lot }));
  return facts.flatMap((fact): Fact[] => {
    if (fact.type !== 'ValueAwarded' || !online || fact.body.drawer !== till) return [fact];
    const { unit, lot, amount } = fact.body;
    const float = floatOf(settings, unit);
    const same = drawer.find((held) => held.unit === unit && held.lot === lot);
    if (float === null || !same) return [fact];
    const over = sumOf(drawer.filter((held) => held.unit === unit)) - float;
    // Never more than is left of it: an exchange of the same sale may have used some.
    const given = Math.max(0, Math.min(over, amount, same.amount));
    same.amount -= given;
    const part = (to: string, so: number): Fact[] =>
      so === 0 ? [] : [{ ...fact, body: { ...fact.body, drawer: to, amount: so } }];
    return [...part(till, amount - given), ...part(centre, given)];
  });
}
