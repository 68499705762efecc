import type { Fact } from '../ledger/events.ts';
import type { Holder } from '../ledger/holder.ts';
import { lotOf, type Unit } from '../ledger/posting.ts';
import { offlineModeOf } from '../settings/shop-settings.ts';
import type { Circumstances } from './look-up.ts';

/** What is to be given out of nothing, what it is worth in minor units, and in which sale. */
export interface Wanted {
  holder: Holder;
  unit: Unit;
  amount: number;
  worthMinor: number;
  saleId: string;
}

/** The risk that one decision may still take: what it took already counts, though it is not written down yet. */
export interface RiskBudget {
  /** How much is left for this holder, in minor units. Nothing unless the owner allows it and nobody else can be asked. */
  leftMinor(holder: Holder, unit: Unit): number;
  /** The fact that takes this risk, or undefined when it is too much. */
  take(wanted: Wanted): Fact | undefined;
}

/** Whether this till may give what does not lie in its drawer at all. */
export const mayRisk = (unit: Unit, here: Circumstances): boolean =>
  here.state === 'sound' && !here.mayAsk && offlineModeOf(here.settings, unit) === 'bounded';

/** Whether nothing of this unit may be spent now, not even what lies here: the owner wants that while the till is cut off. */
export const isOff = (unit: Unit, here: Pick<Circumstances, 'online' | 'settings'>): boolean =>
  !here.online && offlineModeOf(here.settings, unit) === 'off';

/** The budget of a decision made in these circumstances. */
export function riskBudget(here: Circumstances): RiskBudget {
  const taken: Wanted[] = [];
  const sum = (some: readonly Wanted[]) => some.reduce((total, { worthMinor }) => total + worthMinor, 0);
  const leftMinor = (holder: Holder, unit: Unit): number => {
    if (!mayRisk(unit, here)) return 0;
    const { perMemberMinor, perTillMinor } = here.settings.drawers.limits;
    const before = here.look.riskTaken(here.time.day, holder);
    const ofHolder = before.holderMinor + sum(taken.filter((one) => one.holder === holder));
    return Math.max(0, Math.min(perMemberMinor - ofHolder, perTillMinor - before.tillMinor - sum(taken)));
  };
  return {
    leftMinor,
    take(wanted) {
      const { holder, unit, amount, worthMinor, saleId } = wanted;
      if (!mayRisk(unit, here) || worthMinor > leftMinor(holder, unit)) return undefined;
      taken.push(wanted);
      const lot = lotOf(here.time.day, null);
      const worth = { minor: worthMinor, currency: here.settings.currency };
      const riskId = here.machine.newId();
      return { type: 'RiskTaken', body: { riskId, holder, unit, amount, lot, saleId, worth } };
    },
  };
}

/** What a voucher counts against the limits: its money, or what the owner says that a coupon counts. */
export const voucherWorth = (unit: Unit, amount: number, { settings }: Circumstances): number =>
  unit.startsWith('coupon:') ? amount * settings.drawers.limits.couponMinor : amount;
