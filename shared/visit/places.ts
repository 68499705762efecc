import { addDays, momentOf, type Day } from '../base/business-time.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { lotExpiry, lotOf, sumOf, type Lot } from '../ledger/posting.ts';
import type { IdentifiedBy } from '../members/identified-by.ts';
import type { BookedPlace, MemberFacts } from '../members/member-facts.ts';
import { campaignHolder } from '../ledger/holder.ts';
import { voucherHolder, walletHolder, type VoucherId, type WalletId } from '../members/wallet.ts';
import { inOnePeriod, type PlaceTerms } from '../programs/place-terms.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import { worthUnder } from '../programs/unit-worth.ts';
import { holdsFor, notAtThisHour, segmentUnknown } from '../programs/when.ts';
import { askingFor, goodOf, holdingOf, reachable, standingsOf } from './ask-programs.ts';
import { burnLimit, cardNeeded } from './burn-limit.ts';
import { blockOf, campaignLeft, usesUnit } from './campaign-left.ts';
import type { Circumstances, KnownVoucher } from './look-up.ts';
import type { Missing } from './missing.ts';
import { whereItLies } from './present.ts';
import type { Refusal } from './refusal.ts';
import { isOff, voucherWorth } from './risk.ts';
import { takeSoonestExpiring } from './spend-lots.ts';

/** Why nobody takes a place, or gives one up. Each has a sentence under `refusal.<code>`. */
export type PlaceRefusal =
  | { code: 'PLACES_NOT_YET'; fromDay: Day }
  | { code: 'PLACES_OVER'; toDay: Day }
  | { code: 'PLACES_NOT_NOW' }
  | { code: 'PLACE_FOR_OTHERS' }
  | { code: 'PLACE_SEGMENT_UNKNOWN' }
  | { code: 'PLACES_GONE'; quota: number }
  | { code: 'PLACES_ELSEWHERE'; quota: number }
  | { code: 'PLACES_ENOUGH'; perMember: number }
  | { code: 'PLACE_COSTS_MORE'; unit: string; need: number; have: number }
  | { code: 'PLACE_POINTS_ELSEWHERE'; unit: string; need: number; have: number }
  | { code: 'PLACE_UNKNOWN' }
  | { code: 'PLACE_TAKEN' };

/** The codes by name, so that a test can demand a sentence for each. The compiler keeps it complete. */
export const placeRefusalCodes = Object.keys({
  PLACES_NOT_YET: 0,
  PLACES_OVER: 0,
  PLACES_NOT_NOW: 0,
  PLACE_FOR_OTHERS: 0,
  PLACE_SEGMENT_UNKNOWN: 0,
  PLACES_GONE: 0,
  PLACES_ELSEWHERE: 0,
  PLACES_ENOUGH: 0,
  PLACE_COSTS_MORE: 0,
  PLACE_POINTS_ELSEWHERE: 0,
  PLACE_UNKNOWN: 0,
  PLACE_TAKEN: 0,
} satisfies Record<PlaceRefusal['code'], 0>);

/** Who asks for a place, and how they were recognised: value leaves a wallet only as far as a sale would let it. */
export interface PlaceAsked {
  walletId: WalletId;
  programId: string;
  by: IdentifiedBy;
}

/** Something that members may take a place in, and what stands behind it. */
interface Offered {
  program: ConfiguredProgram;
  terms: PlaceTerms;
}

/** Everything that members may take a place in. */
export const placesOffered = ({ look }: Pick<Circumstances, 'look'>): Offered[] =>
  look.programs().flatMap((program) => {
    const terms = program.program.places(program.setup);
    return terms ? [{ program, terms }] : [];
  });

/** How many places are left at all tills together, as far as this one heard; null where nobody counts. */
export function placesLeft(
  programId: string,
  quota: number | null,
  { look }: Pick<Circumstances, 'look'>,
): number | null {
  if (quota === null) return null;
  const { opened, used } = look.campaign(programId);
  return Math.max(0, Math.max(opened, quota) - used);
}

/** From when until when a place that is booked today is good. */
export const placeDays = ({ eventDay, goodDays }: PlaceTerms, today: Day): Lot =>
  eventDay === null
    ? lotOf(today, goodDays === null ? null : addDays(today, goodDays))
    : lotOf(eventDay, eventDay);

/** Why this member does not take a place now, asked in the order in which a cashier would say it; null when they may. */
export function placeUnmet(
  { programId, walletId, by }: PlaceAsked,
  terms: PlaceTerms,
  here: Circumstances,
): Refusal | PlaceRefusal | null {
  if (here.state === 'retired' || here.state === 'restricted')
    return { code: here.state === 'retired' ? 'RETIRED' : 'RESTRICTED' };
  const facts = here.look.memberFacts(walletId);
  return (
    windowOf(terms, here) ??
    notForThem(walletId, terms, facts, here) ??
    tooMany(programId, terms, facts, here.time.day) ??
    noneLeft(programId, terms, here) ??
    notPaid(walletId, by, terms, here)
  );
}

function windowOf({ when, eventDay }: PlaceTerms, here: Circumstances): PlaceRefusal | null {
  if (eventDay !== null && here.time.day > eventDay) return { code: 'PLACES_OVER', toDay: eventDay };
  const not = notAtThisHour(when, momentOf(here.time, here.settings));
  if (not?.code === 'NOT_YET') return { code: 'PLACES_NOT_YET', fromDay: not.fromDay };
  if (not?.code === 'OVER') return { code: 'PLACES_OVER', toDay: not.toDay };
  return not && { code: 'PLACES_NOT_NOW' };
}

function notForThem(
  walletId: WalletId,
  { when }: PlaceTerms,
  facts: MemberFacts,
  here: Circumstances,
): PlaceRefusal | null {
  const member = () => facts;
  if (segmentUnknown(when, member)) return { code: 'PLACE_SEGMENT_UNKNOWN' };
  const tiers = standingsOf(member, here).flatMap(({ standing }) => standing.tier ?? []);
  return holdsFor(when, here.time.day, tiers, member) ? null : { code: 'PLACE_FOR_OTHERS' };
}

function tooMany(
  programId: string,
  { perMember, period }: PlaceTerms,
  { places }: MemberFacts,
  day: Day,
): PlaceRefusal | null {
  const had = places.filter((one) => one.programId === programId && inOnePeriod(period, one.bookedDay, day));
  return had.length < perMember ? null : { code: 'PLACES_ENOUGH', perMember };
}

function noneLeft(programId: string, { quota }: PlaceTerms, here: Circumstances): PlaceRefusal | null {
  if (quota === null) return null;
  const { code } = campaignLeft({ campaignId: programId, limit: quota }, 0, here);
  if (code === 'LEFT') return null;
  return { code: code === 'USED_UP' ? 'PLACES_GONE' : 'PLACES_ELSEWHERE', quota };
}

/** Value leaves a wallet as it does in a sale: what lies here, less what is owed, and with the card that the shop asks for. */
function notPaid(
  walletId: WalletId,
  by: IdentifiedBy,
  { cost }: PlaceTerms,
  here: Circumstances,
): Refusal | PlaceRefusal | null {
  if (cost === null) return null;
  if (isOff(cost.unit, here)) return { code: 'NOT_WHILE_OFFLINE' };
  const { lots, debts } = askingFor(walletId, here);
  const owed = -sumOf(debts.filter(({ unit }) => unit === cost.unit));
  const held = holdingOf(lots, cost.unit, here.till, here.time.day);
  const [need, have] = [cost.amount, held.here - owed];
  if (have < need) {
    const all = reachable(lots, cost.unit, here.time.day) - owed;
    return all < need
      ? { code: 'PLACE_COSTS_MORE', unit: cost.unit, need, have: Math.max(0, all) }
      : { code: 'PLACE_POINTS_ELSEWHERE', unit: cost.unit, need, have: Math.max(0, have) };
  }
  return burnLimit(by, here.settings).take(worthOf(cost, here)) ? null : cardNeeded(here.settings);
}

/** What a place takes from whoever only said a name: a coupon, or what its points would have been worth as a voucher, if that is more. */
function worthOf({ unit, amount }: { unit: string; amount: number }, here: Circumstances): number {
  const worth = worthUnder(here.look.programs(), here.settings.currency)(unit);
  const points = worth ? Math.ceil((amount * worth.minor) / worth.per) : 0;
  return Math.max(voucherWorth('coupon:', 1, here), points);
}

/** What a place would need that lies elsewhere: one of those that are left, and what it costs. */
export function missingForPlace(
  { walletId, programId }: Omit<PlaceAsked, 'by'>,
  here: Circumstances,
): Missing[] {
  const offered = placesOffered(here).find(({ program }) => program.programId === programId);
  if (!offered) return [];
  const { quota, cost } = offered.terms;
  const uses =
    quota !== null && campaignLeft({ campaignId: programId, limit: quota }, 0, here).code === 'USES_ELSEWHERE'
      ? [{ holder: campaignHolder(programId), unit: usesUnit(programId), amount: blockOf(quota) }]
      : [];
  if (cost === null) return uses;
  const lots = here.look.lots(walletId);
  const own = holdingOf(lots, cost.unit, here.till, here.time.day).here;
  const away = reachable(lots, cost.unit, here.time.day) - own;
  const amount = Math.min(cost.amount - own, away);
  return amount > 0 ? [...uses, { holder: walletHolder(walletId), unit: cost.unit, amount }] : uses;
}

/** A place as it is taken: the ticket's voucher last. */
export type Booked = Extract<Fact, { type: 'CampaignUsed' | 'ValueSpent' | 'PlaceBooked' | 'VoucherIssued' }>;

/** Takes a place: a use of the limited number, what it costs, and the voucher that it is. `voucherId` is new, and asked for again is the same. */
export function bookPlace(
  { voucherId, ...asked }: PlaceAsked & { voucherId: VoucherId },
  here: Circumstances,
): Result<Booked[], Refusal | PlaceRefusal> {
  const { walletId, programId } = asked;
  const offered = placesOffered(here).find(({ program }) => program.programId === programId);
  if (!offered) return refuse({ code: 'PLACE_UNKNOWN' });
  const { terms, program } = offered;
  const unmet = placeUnmet(asked, terms, here);
  if (unmet) return refuse(unmet);
  const { revision } = program;
  const { name: label, eventDay, quota, cost } = terms;
  const reason = { code: 'PLACE', params: { name: label } };
  const left = quota === null ? null : campaignLeft({ campaignId: programId, limit: quota }, 0, here);
  const useLot = left?.code === 'LEFT' ? left.lot : null;
  const paid = cost && { unit: cost.unit, parts: partsFor(walletId, cost, here) };
  const lot = placeDays(terms, here.time.day);
  const token = here.signer.tokenOf({ voucherId, amount: 1, kind: 'coupon', expiryDay: lotExpiry(lot) });
  const origin = { saleId: null, programId, revision, reason };
  return ok([
    ...(useLot === null
      ? []
      : [
          {
            type: 'CampaignUsed' as const,
            body: { campaignId: programId, uses: 1, lot: useLot, saleId: null },
          },
        ]),
    ...(paid
      ? [{ type: 'ValueSpent' as const, body: { walletId, ...paid, reservationId: null, ...origin } }]
      : []),
    { type: 'PlaceBooked', body: { voucherId, walletId, programId, revision, eventDay, useLot, cost: paid } },
    {
      type: 'VoucherIssued',
      body: {
        ...{ voucherId, walletId, unit: `coupon:${programId}`, amount: 1, lot, label },
        ...{ token, ...origin },
      },
    },
  ]);
}

const partsFor = (
  walletId: WalletId,
  { unit, amount }: { unit: string; amount: number },
  here: Circumstances,
) =>
  takeSoonestExpiring(
    goodOf(here.look.lots(walletId), unit, here.time.day).filter(({ drawer }) => drawer === here.till),
    amount,
  ).map(({ lot, amount: part }) => ({ lot, amount: part }));

/** What became of a place, as far as this till heard. */
export type PlaceState = 'booked' | 'taken' | 'over';

/** Whether somebody came, may still come, or did not. */
export function placeState(voucher: KnownVoucher | undefined, day: Day): PlaceState {
  if (!voucher || voucher.redeemedAtMs !== null) return voucher ? 'taken' : 'over';
  return (lotExpiry(voucher.lot) ?? day) < day ? 'over' : 'booked';
}

/** Gives a place up that nobody took: only where it lies, so that it comes back once. */
export function giveUpPlace(
  walletId: WalletId,
  voucherId: VoucherId,
  here: Circumstances,
): Result<Extract<Fact, { type: 'PlaceGivenUp' }>, Refusal | PlaceRefusal> {
  if (here.state === 'retired' || here.state === 'restricted')
    return refuse({ code: here.state === 'retired' ? 'RETIRED' : 'RESTRICTED' });
  const place = here.look.memberFacts(walletId).places.find((one) => one.voucherId === voucherId);
  const voucher = here.look.voucher(voucherId);
  if (!place || !voucher) return refuse({ code: 'PLACE_UNKNOWN' });
  if (placeState(voucher, here.time.day) !== 'booked') return refuse({ code: 'PLACE_TAKEN' });
  if (voucher.drawer !== here.till) return refuse(whereItLies(voucher.drawer, here));
  // What was paid by a wallet that counts as another now comes back to that one.
  const owner = here.look.mainOf(place.walletId);
  return ok({ type: 'PlaceGivenUp', body: givenUp({ ...place, walletId: owner }, voucher) });
}

const givenUp = (
  { voucherId, walletId, programId, useLot, cost }: BookedPlace,
  { unit, lot, amount }: KnownVoucher,
) => ({ voucherId, walletId, programId, place: { unit, part: { lot, amount } }, useLot, cost });

/** What giving a place up needs that lies elsewhere: the place itself. */
export function missingForGivingUp(voucherId: VoucherId, here: Circumstances): Missing[] {
  const voucher = here.look.voucher(voucherId);
  if (!voucher || voucher.redeemedAtMs !== null || voucher.drawer === here.till) return [];
  return [{ holder: voucherHolder(voucherId), unit: voucher.unit, amount: voucher.amount }];
}
