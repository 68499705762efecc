import { assert } from '../base/assert.ts';
import type { Day } from '../base/business-time.ts';
import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf, sumOf, type Lot, type Unit } from '../ledger/posting.ts';
import { walletHolder } from '../members/wallet.ts';
import type { Grant, Holding, SaleToJudge } from '../programs/program.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import { encodeTokenBody, toDigits } from '../scan/voucher-token.ts';
import { keepFloat } from './keep-float.ts';
import type { Circumstances, HeldLot } from './look-up.ts';
import { repayDebts } from './repay-debts.ts';
import { isOff, mayRisk, voucherWorth, type RiskBudget } from './risk.ts';
import type { IssuedVoucher } from './sale-outcome.ts';
import { goodOn, takeSoonestExpiring } from './spend-lots.ts';

/** What a sale brings its member: every program is asked, in the order of their ids, and its grants are booked. */
export function award(
  sale: SaleToJudge,
  saleId: string,
  walletId: string,
  here: Circumstances,
  budget: RiskBudget,
): Fact[] {
  const lots = here.look.lots(walletId);
  const drawer = lots.filter((lot) => lot.drawer === here.till).map((lot) => ({ ...lot }));
  const booking: Booking = { saleId, walletId, drawer, here, budget };
  const debts = here.look.debts(walletId);
  const facts: Fact[] = [];
  for (const configured of here.look.programs()) {
    for (const grant of grantsOf(configured, sale, lots, debts, here)) {
      const booked =
        grant.kind === 'award'
          ? bookAward(configured, grant, booking)
          : bookExchange(configured, grant, booking);
      // What cannot be paid for stops this program: its next exchange would cost the same.
      if (booked.length === 0) break;
      facts.push(...booked);
    }
  }
  const kept = keepFloat(facts, drawer, here);
  return [...kept, ...repayDebts(walletId, debts, kept, here.till, drawer)];
}

/** What a program grants for this sale with what may be used of a member's value now. */
export function grantsOf(
  { programId, program, setup }: ConfiguredProgram,
  sale: SaleToJudge,
  lots: readonly HeldLot[],
  debts: readonly HeldLot[],
  here: Circumstances,
): Grant[] {
  const unit = program.unit(programId);
  const { total, here: lyingHere } = holdingOf(lots, unit, here.till, here.time.day);
  const usable = mayRisk(unit, here) ? reachable(lots, unit, here.time.day) : lyingHere;
  // What is owed is paid before anything is exchanged.
  const owed = -sumOf(debts.filter((debt) => debt.unit === unit));
  const holding = { total, here: usable - owed };
  const grants = program.evaluate({ programId, setup, sale, holding, time: here.time });
  const mayExchange = here.state === 'sound' && !isOff(unit, here);
  return mayExchange ? grants : grants.filter(({ kind }) => kind === 'award');
}

/** What a member holds of a unit and may still use on `day`: in this till's drawer, and everywhere. */
export function holdingOf(lots: readonly HeldLot[], unit: Unit, till: string, day: Day): Holding {
  const good = goodOf(lots, unit, day);
  return { total: sumOf(good), here: sumOf(good.filter((lot) => lot.drawer === till)) };
}

/** What lies in some writer's drawer, not on its way and not suspended: what could come here if everybody answered. */
export const reachable = (lots: readonly HeldLot[], unit: Unit, day: Day): number =>
  sumOf(goodOf(lots, unit, day).filter(({ drawer }) => !drawer.includes(':')));

const goodOf = (lots: readonly HeldLot[], unit: Unit, day: Day): HeldLot[] =>
  goodOn(
    day,
    lots.filter((lot) => lot.unit === unit),
  ) as HeldLot[];

/** What one sale's grants are booked into: `drawer` is what lies here, what was just earned included. */
interface Booking {
  saleId: string;
  walletId: string;
  drawer: HeldLot[];
  here: Circumstances;
  budget: RiskBudget;
}
type Of<Kind extends Grant['kind']> = Extract<Grant, { kind: Kind }>;

const originOf = ({ programId, revision }: ConfiguredProgram, { reason }: Grant, { saleId }: Booking) => ({
  saleId,
  programId,
  revision,
  reason,
});

/** A till that may be a copy puts what is earned into the centre's drawer, where starting over does not suspend it. */
function bookAward(configured: ConfiguredProgram, grant: Of<'award'>, booking: Booking): Fact[] {
  const { walletId, drawer, here } = booking;
  const to = here.state === 'sound' ? here.till : centre;
  const lot = lotOf(here.time.day, grant.expiryDay);
  const value = { unit: grant.unit, drawer: to, lot, amount: grant.amount };
  if (to === here.till) addTo(drawer, value);
  const body = { walletId, ...value, ...originOf(configured, grant, booking) };
  return [{ type: 'ValueAwarded', body }];
}

/** Pays with what lies here, and with a risk for the rest if the budget allows; nothing happens when it does not. */
function bookExchange(configured: ConfiguredProgram, grant: Of<'exchange'>, booking: Booking): Fact[] {
  const { saleId, walletId, drawer, here, budget } = booking;
  const { unit, amount } = grant.spend;
  const good = goodOf(drawer, unit, here.time.day);
  const missing = Math.max(0, amount - sumOf(good));
  const worthMinor = Math.ceil(
    (missing * voucherWorth(grant.voucher.unit, grant.voucher.amount, here)) / amount,
  );
  const holder = walletHolder(walletId);
  const risk = missing > 0 && budget.take({ holder, unit, amount: missing, worthMinor, saleId });
  if (risk === undefined) return [];
  const parts = takeSoonestExpiring(good, amount - missing);
  for (const { lot, amount: part } of parts) addTo(drawer, { unit, drawer: here.till, lot, amount: -part });
  const origin = originOf(configured, grant, booking);
  const spent: Fact = { type: 'ValueSpent', body: { walletId, unit, parts, reservationId: null, ...origin } };
  const issued: Fact = { type: 'VoucherIssued', body: { ...makeVoucher(grant, here), walletId, ...origin } };
  return [...(parts.length > 0 ? [spent] : []), ...(risk ? [risk] : []), issued];
}

function addTo(drawer: HeldLot[], change: HeldLot): void {
  const same = drawer.find((lot) => lot.unit === change.unit && lot.lot === change.lot);
  if (same) same.amount += change.amount;
  else drawer.push({ ...change });
}

function makeVoucher(grant: Extract<Grant, { kind: 'exchange' }>, here: Circumstances): IssuedVoucher {
  const { unit, amount, label, expiryDay } = grant.voucher;
  const voucherId = [...here.machine.randomBytes(8)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const kind = unit.startsWith('credit:') ? 'credit' : 'coupon';
  const body = encodeTokenBody({ keyId: here.signer.keyId, voucherId, amount, kind, expiryDay });
  const lot: Lot = lotOf(here.time.day, expiryDay);
  assert(unit.startsWith('credit:') || unit.startsWith('coupon:'), 'a voucher holds money or a coupon');
  return {
    voucherId,
    unit,
    amount,
    lot,
    label,
    token: toDigits(body, here.signer.sign(body)),
    reason: grant.reason,
  };
}
