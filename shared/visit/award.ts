import { assert } from '../base/assert.ts';
import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import { lotOf, sumOf, type Lot } from '../ledger/posting.ts';
import type { Prize } from '../members/progress.ts';
import { walletHolder, type WalletId } from '../members/wallet.ts';
import type { GivenGrant, Grant, SaleToJudge } from '../programs/program.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import { goodOf, grantsOf, type Asking } from './ask-programs.ts';
import type { BurnLimit } from './burn-limit.ts';
import { keepFloat } from './keep-float.ts';
import type { Circumstances, HeldLot } from './look-up.ts';
import type { Purse } from './reductions.ts';
import { repayDebts } from './repay-debts.ts';
import { voucherWorth, type RiskBudget } from './risk.ts';
import type { IssuedVoucher } from './sale-outcome.ts';
import { takeSoonestExpiring } from './spend-lots.ts';

/**
 * What a sale brings its member: every program is asked, in the order of their ids, and its grants are booked into the purse, which
 * holds what is left after what the sale itself used up.
 */
export function award(
  sale: SaleToJudge,
  saleId: string,
  walletId: WalletId,
  asking: Asking,
  { lots: drawer, burn, here }: Purse,
  budget: RiskBudget,
): Fact[] {
  const booking: Booking = { saleId, walletId, drawer, here, budget, burn };
  const facts: Fact[] = [];
  const counts: Counts = [];
  for (const configured of here.look.programs()) {
    for (const grant of grantsOf(configured, sale, asking)) {
      if (grant.kind === 'count') {
        counts.push(countOf(configured, grant));
        continue;
      }
      const booked = book(configured, grant, booking);
      // What cannot be paid for stops this program: its next exchange would cost the same.
      if (booked.length === 0) break;
      facts.push(...booked);
    }
  }
  if (counts.length > 0) facts.unshift(countedFact(sale, counts, booking));
  const isOwn = (fact: Fact) => fact.type !== 'ValueAwarded' || fact.body.walletId === walletId;
  const kept = keepFloat(facts.filter(isOwn), drawer, here);
  const repaid = repayDebts(walletId, asking.debts, kept, here.till, drawer);
  return [...kept, ...facts.filter((fact) => !isOwn(fact)), ...repaid];
}

/** What one sale's grants are booked into: `drawer` is what lies here, what was just earned included. */
interface Booking {
  saleId: string;
  walletId: string;
  drawer: HeldLot[];
  here: Circumstances;
  budget: RiskBudget;
  burn: BurnLimit;
}
type Of<Kind extends Grant['kind']> = Extract<Grant, { kind: Kind }>;

const originOf = (
  { programId, revision }: ConfiguredProgram,
  grant: GivenGrant | Of<'exchange'>,
  { saleId }: Booking,
) => ({
  saleId,
  programId,
  revision,
  reason: grant.reason,
  ...('onceKey' in grant && grant.onceKey !== undefined ? { onceKey: grant.onceKey } : {}),
});

const book = (
  configured: ConfiguredProgram,
  grant: Exclude<Grant, Of<'count'>>,
  booking: Booking,
): Fact[] => {
  if (grant.kind === 'award') return bookAward(configured, grant, booking);
  if (grant.kind === 'reach') return bookReached(configured, grant, booking);
  return grant.kind === 'gift'
    ? [issuedFact(configured, grant, booking)]
    : bookExchange(configured, grant, booking);
};

/** A till that may be a copy puts what is earned into the centre's drawer, where starting over does not suspend it. */
function bookAward(configured: ConfiguredProgram, grant: Of<'award'>, booking: Booking): Fact[] {
  const { walletId, drawer, here } = booking;
  const to = here.state === 'sound' ? here.till : centre;
  const lot = lotOf(grant.opensDay ?? here.time.day, grant.expiryDay);
  const value = { unit: grant.unit, drawer: to, lot, amount: grant.amount };
  if (to === here.till && grant.to === undefined) addTo(drawer, value);
  const body = { walletId: grant.to ?? walletId, ...value, ...originOf(configured, grant, booking) };
  return [{ type: 'ValueAwarded', body }];
}

/** Pays with what lies here, and with a risk for the rest if the budget allows; nothing happens when it does not. */
function bookExchange(configured: ConfiguredProgram, grant: Of<'exchange'>, booking: Booking): Fact[] {
  const { saleId, walletId, drawer, here, budget, burn } = booking;
  const { unit, amount } = grant.spend;
  if (!burn.take(voucherWorth(grant.voucher.unit, grant.voucher.amount, here))) return [];
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
  const issued = issuedFact(configured, grant, booking);
  return [...(parts.length > 0 ? [spent] : []), ...(risk ? [risk] : []), issued];
}

function issuedFact(configured: ConfiguredProgram, grant: Of<'gift' | 'exchange'>, booking: Booking): Fact {
  const { walletId, here } = booking;
  return {
    type: 'VoucherIssued',
    body: { ...makeVoucher(grant, here), walletId, ...originOf(configured, grant, booking) },
  };
}

type Counts = Extract<Fact, { type: 'ProgressCounted' }>['body']['counts'];

const countOf = (
  { programId, revision }: ConfiguredProgram,
  { period, leastMinor, divides, marks }: Of<'count'>,
): Counts[number] => ({ programId, revision, period, leastMinor, divides, marks: [...marks] });

/** What the sale counts towards all challenges, in one fact. */
const countedFact = (sale: SaleToJudge, counts: Counts, { saleId, walletId }: Booking): Fact => ({
  type: 'ProgressCounted',
  body: { walletId, saleId, totalMinor: sale.total.minor, baseMinor: sale.baseMinor, counts },
});

/** Says what was reached, and right behind it what that brings: named in both, so that losing it takes back just that. */
function bookReached(configured: ConfiguredProgram, grant: Of<'reach'>, booking: Booking): Fact[] {
  const { programId, revision } = configured;
  const { saleId, walletId } = booking;
  const { onceKey, title, badge, needs } = grant;
  const given = grant.prize ? book(configured, grant.prize, booking) : [];
  const body = { walletId, saleId, programId, revision, onceKey, title, badge, needs, prize: prizeOf(given) };
  return [{ type: 'AchievementReached', body }, ...given];
}

function prizeOf([fact]: readonly Fact[]): Prize | null {
  if (fact?.type === 'ValueAwarded') {
    const { unit, lot, amount } = fact.body;
    return { unit, lot, amount, voucherId: null, label: '' };
  }
  if (fact?.type !== 'VoucherIssued') return null;
  const { unit, lot, amount, voucherId, label } = fact.body;
  return { unit, lot, amount, voucherId, label };
}

function addTo(drawer: HeldLot[], change: HeldLot): void {
  const same = drawer.find((lot) => lot.unit === change.unit && lot.lot === change.lot);
  if (same) same.amount += change.amount;
  else drawer.push({ ...change });
}

function makeVoucher(grant: Of<'gift' | 'exchange'>, here: Circumstances): IssuedVoucher {
  const { unit, amount, label, expiryDay } = grant.voucher;
  const voucherId = [...here.machine.randomBytes(8)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  const kind = unit.startsWith('credit:') ? 'credit' : 'coupon';
  const lot: Lot = lotOf(here.time.day, expiryDay);
  assert(unit.startsWith('credit:') || unit.startsWith('coupon:'), 'a voucher holds money or a coupon');
  return {
    voucherId,
    unit,
    amount,
    lot,
    label,
    token: here.signer.tokenOf({ voucherId, amount, kind, expiryDay }),
    reason: grant.reason,
  };
}
