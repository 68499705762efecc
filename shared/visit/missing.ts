import { campaignHolder, type Holder } from '../ledger/holder.ts';
import { sumOf, type Part, type Unit } from '../ledger/posting.ts';
import {
  claimHolder,
  giftCardHolder,
  giftCardIdOf,
  voucherHolder,
  walletHolder,
  type ClaimId,
  type VoucherId,
  type WalletId,
} from '../members/wallet.ts';
import type { Grant } from '../programs/program.ts';
import type { Scan } from '../scan/scan.ts';
import { grantsOf, holdingOf, reachable } from './ask-programs.ts';
import { giftUnit } from './gift-cards.ts';
import { blockOf, campaignLeft, usesUnit } from './campaign-left.ts';
import { couponByCode, couponOfUnit, couponsAt, type KnownCoupon } from './coupons.ts';
import { isWhole } from './claims.ts';
import type { Circumstances, HeldLot, KnownClaim, KnownVoucher } from './look-up.ts';
import { isGenuine } from './present.ts';
import { judgeSale, leftOf } from './judge-sale.ts';
import { readTotal } from './record-sale.ts';
import type { Reduced } from './reductions.ts';
import type { Visit } from './visit.ts';

/** So much of somebody's value that is needed here and lies elsewhere, as far as this till knows. */
export interface Missing {
  holder: Holder;
  unit: Unit;
  amount: number;
}

/** What a voucher held under the scanner lacks: all of it, when it lies elsewhere, or when we have not heard of it yet. */
export function missingForVoucher(
  { token, signed }: Extract<Scan, { kind: 'voucher' }>,
  here: Circumstances,
): Missing[] {
  const voucher = here.look.voucher(token.voucherId);
  if (voucher) return missingForKnown(voucher, here);
  if (token.kind !== 'credit' || !isGenuine({ token, signed }, here)) return [];
  const unit = `credit:${here.settings.currency}`;
  return [{ holder: voucherHolder(token.voucherId), unit, amount: token.amount }];
}

/**
 * What a gift card held under the scanner holds elsewhere: all of it, since what is bought is not known yet. Of one of which nobody
 * heard where its money lies it may be as much as a sale can cost: what we heard may be late, and only the centre knows that it is empty.
 */
export function missingForGiftCard(
  { code }: Extract<Scan, { kind: 'gift-card' }>,
  here: Circumstances,
): Missing[] {
  const giftCardId = giftCardIdOf(code, here.machine.sha256);
  const unit = giftUnit(here);
  const { lots } = here.look.giftCard(giftCardId);
  const away = lots.filter(({ drawer }) => drawer !== here.till);
  const amount = lots.length === 0 ? here.settings.maxSaleMinor : reachable(away, unit, here.time.day);
  return amount > 0 ? [{ holder: giftCardHolder(giftCardId), unit, amount }] : [];
}

/** What a receipt lacks here, when it lies elsewhere: all that is left of it. */
export function missingForClaim(claimId: ClaimId, here: Circumstances): Missing[] {
  const known = here.look.claim(claimId);
  if (!known || known.claimedDay !== null) return [];
  const holder = claimHolder(claimId);
  const left = here.look.heldBy(holder).filter(({ amount }) => amount > 0);
  const lying = new Set(left.flatMap(({ drawer, unit }) => (drawer === here.till ? unit : [])));
  const away = left.filter(({ unit }) => !lying.has(unit));
  const units = new Set(away.map(({ unit }) => unit));
  const wanted = [...units].map((unit) => ({
    holder,
    unit,
    amount: sumOf(away.filter((lot) => lot.unit === unit)),
  }));
  const ours = left.filter(({ drawer }) => drawer === here.till);
  if (ours.length === 0 || isWhole(known, ours)) return wanted;
  // A part of a unit lies here: of the rest nobody says where it is, so all that there ever was of it is asked for.
  return [...wanted, ...restOf(known, ours).map((rest) => ({ holder, ...rest }))];
}

const restOf = ({ value }: KnownClaim, ours: readonly HeldLot[]): { unit: string; amount: number }[] =>
  [...new Set(ours.map(({ unit }) => unit))].flatMap((unit) => {
    const ofUnit = (some: readonly (Part & { unit: Unit })[]) =>
      sumOf(some.filter((one) => one.unit === unit));
    const amount = ofUnit(value) - ofUnit(ours);
    return amount > 0 ? [{ unit, amount }] : [];
  });

/** The same for a voucher of which only the number was read. */
export function missingForNumber(voucherId: VoucherId, here: Circumstances): Missing[] {
  const voucher = here.look.voucher(voucherId);
  return voucher ? missingForKnown(voucher, here) : [];
}

/** The voucher itself, and a use of it, when it is a coupon with a limit. */
const missingForKnown = (voucher: KnownVoucher, here: Circumstances): Missing[] => [
  ...missingOf(voucher, here),
  ...(voucher.useLot ? [] : missingForLimit(couponOfUnit(voucher.unit, here), here)),
];

/** The uses that a limited coupon lacks here; nothing when one lies here, or nobody counts. */
function missingForLimit(coupon: KnownCoupon | undefined, here: Circumstances): Missing[] {
  const limit = coupon?.terms.limit ?? null;
  if (!coupon || limit === null) return [];
  const { programId: campaignId } = coupon.program;
  if (campaignLeft({ campaignId, limit }, 0, here).code === 'LEFT') return [];
  return [{ holder: campaignHolder(campaignId), unit: usesUnit(campaignId), amount: blockOf(limit) }];
}

/** What a coupon said by its code lacks. */
export function missingForCode(readings: readonly string[], here: Circumstances): Missing[] {
  return missingForLimit(couponByCode(readings, here), here);
}

/** What the coupons on the counter lack. */
const missingForCoupons = (visit: Visit, here: Circumstances): Missing[] =>
  couponsAt(visit, here).flatMap((coupon) => missingForLimit(coupon, here));

/** What a sale lacks: vouchers that lie elsewhere, and value that would complete an exchange. */
export function missingForSale(visit: Visit, amountText: string, here: Circumstances): Missing[] {
  const papers = visit.vouchers.flatMap(({ voucherId }) => {
    const voucher = here.look.voucher(voucherId);
    return voucher ? missingOf(voucher, here) : [];
  });
  const vouchers = [...papers, ...missingForCoupons(visit, here)];
  const total = readTotal(visit, amountText, here);
  if (!total.ok || !visit.member) return vouchers;
  const { walletId } = visit.member;
  // Mostly all of it lies here, and then nothing of it is missing.
  if (here.look.lots(walletId).every(({ drawer }) => drawer === here.till)) return vouchers;
  const { sale, asking: before, reduced, purse } = judgeSale(visit, total.value, here);
  if (!before) return vouchers;
  const asking = leftOf(before, purse);
  const { lots } = asking;
  const { day } = here.time;
  const exchanges = here.look.programs().flatMap((configured) => {
    const unit = configured.program.unit(configured.programId, here.settings.currency);
    if (unit === null) return [];
    const own = holdingOf(lots, unit, here.till, day).here;
    const everywhere = reachable(lots, unit, day);
    if (everywhere <= own) return [];
    // What the program would do if all of it lay here.
    const gathered = [{ unit, drawer: here.till, lot: `${day}/-`, amount: everywhere }];
    let amount = -own;
    for (const grant of grantsOf(configured, sale, { ...asking, lots: gathered })) amount += changeOf(grant);
    return amount > 0 ? [{ holder: walletHolder(walletId), unit, amount }] : [];
  });
  return [...vouchers, ...exchanges, ...missingForOffers(walletId, reduced, lots, here)];
}

/** What offers that were chosen cost, as far as it lies elsewhere and not here. */
const missingForOffers = (
  walletId: WalletId,
  { refused }: Reduced,
  lots: readonly HeldLot[],
  here: Circumstances,
): Missing[] =>
  refused.flatMap(({ offer, because }) => {
    const unit = offer.cost?.unit ?? (offer.does.kind === 'pay-with' ? offer.does.unit : undefined);
    if (unit === undefined || because.code !== 'NOT_ENOUGH') return [];
    const elsewhere =
      reachable(lots, unit, here.time.day) - holdingOf(lots, unit, here.till, here.time.day).here;
    const amount = Math.min(because.need - because.have, elsewhere);
    return amount > 0 ? [{ holder: walletHolder(walletId), unit, amount }] : [];
  });

/** How much more value of the program's own unit a grant takes than it gives. */
function changeOf(grant: Grant): number {
  if (grant.kind === 'award') return grant.to === undefined ? -grant.amount : 0;
  return grant.kind === 'exchange' ? grant.spend.amount : 0;
}

/** All that a member holds elsewhere of what programs exchange: worth having here while they are here. */
export function lyingElsewhere(walletId: string, here: Circumstances): Missing[] {
  const lots = here.look.lots(walletId);
  return here.look.programs().flatMap(({ programId, program }) => {
    const unit = program.unit(programId, here.settings.currency);
    if (unit === null) return [];
    const own = holdingOf(lots, unit, here.till, here.time.day).here;
    const amount = reachable(lots, unit, here.time.day) - own;
    return amount > 0 ? [{ holder: walletHolder(walletId), unit, amount }] : [];
  });
}

function missingOf(
  { voucherId, unit, amount, drawer, redeemedAtMs }: KnownVoucher,
  here: Circumstances,
): Missing[] {
  if (redeemedAtMs !== null || drawer === here.till) return [];
  return [{ holder: voucherHolder(voucherId), unit, amount }];
}
