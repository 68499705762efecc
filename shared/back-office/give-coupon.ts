import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import type { givenByHand } from '../ledger/given-by-hand.ts';
import { campaignHolder } from '../ledger/holder.ts';
import { lotExpiry } from '../ledger/posting.ts';
import { onceKeyOf, hasBought } from '../members/member-facts.ts';
import type { VoucherId, WalletId } from '../members/wallet.ts';
import { couponOnceKey, type CouponTerms } from '../programs/coupon-terms.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import { holdsFor, segmentUnknown } from '../programs/when.ts';
import { standingsOf } from '../visit/ask-programs.ts';
import { blockOf, campaignLeft, usesUnit } from '../visit/campaign-left.ts';
import type { Circumstances, KnownVoucher } from '../visit/look-up.ts';
import type { Missing } from '../visit/missing.ts';
import { whereItLies } from '../visit/present.ts';
import type { Refusal } from '../visit/refusal.ts';
import { planBatch, type BatchRefusal, type PlannedVoucher } from './plan-batch.ts';
import { voidVouchers } from './void-vouchers.ts';

/** Why nobody is given a coupon by hand. Each has a sentence under `refusal.<code>`. */
export type GiveRefusal =
  | { code: 'COUPON_FOR_FIRST' }
  | { code: 'COUPON_HAD' }
  | { code: 'COUPON_USES_NOT_HERE'; limit: number }
  | { code: 'PLACE_FOR_OTHERS' }
  | { code: 'PLACE_SEGMENT_UNKNOWN' };

/** The codes that nobody else refuses with, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const giveRefusalCodes = Object.keys({
  COUPON_FOR_FIRST: 0,
  COUPON_HAD: 0,
  COUPON_USES_NOT_HERE: 0,
  PLACE_FOR_OTHERS: 0,
  PLACE_SEGMENT_UNKNOWN: 0,
} satisfies Record<GiveRefusal['code'], 0>);

/** A coupon that is to be given, and what the member and this till have of it already. */
export interface CouponWanted {
  /** Sixteen hex digits that no voucher has; asked for again is the same. */
  voucherId: VoucherId;
  walletId: WalletId;
  programId: string;
  /** Why, in somebody's words; empty for none. */
  note: string;
  /** Who of the staff gives it, or null where nobody has to sign in. */
  givenBy: string | null;
  /** Whether the member was given one that is still good. */
  hasOne: boolean;
}

/** A coupon that may be given by hand, with its terms. */
interface ToGive {
  program: ConfiguredProgram;
  terms: CouponTerms;
}

/** The coupons that somebody may give to a member by hand: those that are not over. */
export const couponsToGive = ({ look, time }: Pick<Circumstances, 'look' | 'time'>): ToGive[] =>
  look.programs().flatMap((program) => {
    const terms = program.program.type === 'coupons' ? program.program.coupon(program.setup) : null;
    const isOver = terms?.when.toDay !== null && (terms?.when.toDay ?? '') < time.day;
    return terms && !isOver ? [{ program, terms }] : [];
  });

/** What giving would need that lies elsewhere: uses of a limited coupon, when none lies here. */
export function missingForGiving(programId: string, here: Circumstances): Missing[] {
  const limit = couponsToGive(here).find(({ program }) => program.programId === programId)?.terms.limit;
  if (limit === undefined || limit === null) return [];
  if (campaignLeft({ campaignId: programId, limit }, 0, here).code !== 'USES_ELSEWHERE') return [];
  return [{ holder: campaignHolder(programId), unit: usesUnit(programId), amount: blockOf(limit) }];
}

/** A coupon as it is given: of a limited one the use that was taken for it, and the voucher last. */
export type Given = PlannedVoucher | Extract<Fact, { type: 'CampaignUsed' }>;

/**
 * Gives a member a coupon, good at once, with or without a paper. Of a limited one a use is taken out of this till's drawer with it:
 * what somebody was given is theirs, whoever says the code meanwhile.
 */
export function giveCoupon(
  wanted: CouponWanted,
  here: Circumstances,
): Result<Given[], BatchRefusal | GiveRefusal | Refusal> {
  if (here.state !== 'sound') return refuse({ code: here.state === 'retired' ? 'RETIRED' : 'RESTRICTED' });
  const { voucherId, walletId, programId, note, givenBy } = wanted;
  const found = couponsToGive(here).find(({ program }) => program.programId === programId);
  if (!found) return refuse({ code: 'COUPON_UNKNOWN' });
  const unmet = notTheirs(wanted, found.terms, here);
  if (unmet) return refuse(unmet);
  const { limit } = found.terms;
  const left = limit === null ? null : campaignLeft({ campaignId: programId, limit }, 0, here);
  if (limit !== null && left?.code !== 'LEFT') return refuse({ code: 'COUPON_USES_NOT_HERE', limit });
  const useLot = left?.code === 'LEFT' ? left.lot : undefined;
  const bytes = Uint8Array.from(voucherId.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const reason = { code: 'GIVEN_BY_HAND' satisfies typeof givenByHand, params: note === '' ? {} : { note } };
  const planned = planBatch(
    { count: 1, worth: { kind: 'coupon', programId }, fromDay: null, untilDay: null, walletId, reason },
    {
      ...here,
      machine: { randomBytes: () => bytes },
      currency: here.settings.currency,
      programs: here.look.programs(),
    },
  );
  if (!planned.ok) return planned;
  const [plan] = planned.value;
  if (!plan) return refuse({ code: 'COUPON_UNKNOWN' });
  const fact: PlannedVoucher = { ...plan, body: { ...plan.body, ...(givenBy === null ? {} : { givenBy }) } };
  if (useLot === undefined) return ok([fact]);
  return ok([
    { type: 'CampaignUsed', body: { campaignId: programId, uses: 1, lot: useLot, saleId: null } },
    { ...fact, body: { ...fact.body, useLot } },
  ]);
}

function notTheirs(
  { walletId, programId, hasOne }: CouponWanted,
  { when, oncePerMember, firstPurchase }: CouponTerms,
  here: Circumstances,
): GiveRefusal | null {
  const member = () => here.look.memberFacts(walletId);
  if (segmentUnknown(when, member)) return { code: 'PLACE_SEGMENT_UNKNOWN' };
  const tiers = standingsOf(member, here).flatMap(({ standing }) => standing.tier ?? []);
  if (!holdsFor(when, here.time.day, tiers, member)) return { code: 'PLACE_FOR_OTHERS' };
  if (firstPurchase && hasBought(member().months)) return { code: 'COUPON_FOR_FIRST' };
  const had = oncePerMember && (hasOne || member().given.has(onceKeyOf(programId, couponOnceKey)));
  return had ? { code: 'COUPON_HAD' } : null;
}

/** Whether a coupon that was given may still be used. */
export const isStillGood = (
  { redeemedAtMs, voidedAtMs = null, lot }: Pick<KnownVoucher, 'redeemedAtMs' | 'voidedAtMs' | 'lot'>,
  day: string,
): boolean => redeemedAtMs === null && voidedAtMs === null && (lotExpiry(lot) ?? day) >= day;

/** Takes back a coupon that nobody used, where it lies, and with it the use that was taken for it. */
export function takeCouponBack(
  walletId: WalletId,
  voucher: KnownVoucher | undefined,
  here: Circumstances,
): Result<Extract<Fact, { type: 'VoucherVoided' }>, Refusal> {
  if (here.state !== 'sound') return refuse({ code: here.state === 'retired' ? 'RETIRED' : 'RESTRICTED' });
  if (!voucher) return refuse({ code: 'VOUCHER_UNKNOWN' });
  if (voucher.redeemedAtMs !== null)
    return refuse({ code: 'VOUCHER_SPENT', redeemedAtMs: voucher.redeemedAtMs });
  if (voucher.voidedAtMs) return refuse({ code: 'VOUCHER_VOIDED', voidedAtMs: voucher.voidedAtMs });
  if (voucher.drawer !== here.till) return refuse(whereItLies(voucher.drawer, here));
  const part = { lot: voucher.lot, amount: voucher.amount };
  const use = voucher.useLot
    ? { use: { campaignId: voucher.unit.slice('coupon:'.length), lot: voucher.useLot } }
    : {};
  const [fact] = voidVouchers([{ voucher, here: [part] }], 'mistake', { walletId, ...use });
  return fact ? ok(fact) : refuse({ code: 'VOUCHER_UNKNOWN' });
}
