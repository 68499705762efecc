import type { Candidate } from '../basket/offer.ts';
import type { Unit } from '../ledger/posting.ts';
import type { Reason } from '../ledger/reason.ts';
import { couponOnceKey } from '../programs/coupon-terms.ts';
import type { Offer, PayWith, TakeOff } from '../programs/program.ts';
import type { ConfiguredProgram } from '../programs/programs.ts';
import type { Asking } from './ask-programs.ts';
import type { Campaign } from './campaign-left.ts';
import {
  couponOfOffer,
  couponOfUnit,
  couponUnmet,
  windowOf,
  type CouponUnmet,
  type KnownCoupon,
} from './coupons.ts';
import type { Circumstances } from './look-up.ts';
import type { Visit } from './visit.ts';

/** An offer at the counter: whose it is, whether it is wanted, and what it uses up. */
export interface CounterOffer {
  /** `program/key`, `credit`, or `voucher/` and the coupon's id; `program/coupon` for one by its code. */
  offerId: string;
  programId: string;
  revision: number;
  title: Reason;
  /** Asked for by the cashier, laid on the counter, or used without asking. */
  wanted: boolean;
  automatic: boolean;
  cost: { unit: Unit; amount: number } | null;
  does:
    | { kind: 'take-off'; effect: TakeOff['effect']; rules: Omit<Candidate, 'offerId' | 'effect'> }
    | PayWith;
  /** What of a coupon's conditions does not hold for whoever is at the counter; null when all do. */
  unmet: CouponUnmet | null;
  /** The coupon's limit; null when nobody counts. */
  campaign: Campaign | null;
  /** For what is had once: the key under which the program remembers the member. */
  onceKey: string | null;
  /** For paying with value: so many minor units and no more; null is as much as may be. */
  wantedMinor: number | null;
}

/** Every offer there is for this visit: the programs', the member's credit, and the coupons on the counter. */
export function offersOf(visit: Visit, asking: Asking | null, here: Circumstances): CounterOffer[] {
  const { currency } = here.settings;
  const wanted = new Map(visit.chosen.map(({ offerId, amountMinor }) => [offerId, amountMinor]));
  const programs = here.look.programs();
  const ofPrograms = asking
    ? programs.flatMap(({ programId, revision, program, setup }) =>
        program
          .offers({
            programId,
            setup,
            currency,
            time: asking.time,
            member: asking.member,
            tiers: asking.tiers,
          })
          .map((offer) => counterOffer(offer, `${programId}/${offer.key}`, { programId, revision }, wanted)),
      )
    : [];
  const credit = asking
    ? [counterOffer(payWithCredit(currency), 'credit', { programId: 'credit', revision: 1 }, wanted)]
    : [];
  const papers = visit.vouchers.flatMap(({ voucherId, unit, label }) => {
    const coupon = couponOfUnit(unit, here);
    if (!coupon) return [];
    const { membersOnly, limit } = coupon.terms;
    const voucher = membersOnly || limit !== null ? here.look.voucher(voucherId) : undefined;
    const owner = membersOnly ? (voucher?.walletId ?? null) : null;
    // Whose use was taken when it was given takes none with the sale.
    const terms = voucher?.useLot ? { ...coupon.terms, limit: null } : coupon.terms;
    const whose = { visit, asking, owner, here };
    return couponOffer(`voucher/${voucherId}`, label, { ...coupon, terms }, whose);
  });
  const codes = visit.chosen.flatMap(({ offerId }) => {
    const coupon = couponOfOffer(offerId, here);
    // Its hour may have passed while it lay there: then it is no offer any more.
    return coupon && !windowOf(coupon.terms, here)
      ? couponOffer(offerId, coupon.terms.name, coupon, { visit, asking, owner: null, here })
      : [];
  });
  return [...papers, ...codes, ...ofPrograms, ...credit];
}

/** Store credit of the member's wallet: money of the shop, to the cent. */
const payWithCredit = (currency: string): PayWith => ({
  kind: 'pay-with',
  key: 'credit',
  title: { code: 'PAID_WITH_CREDIT', params: {} },
  unit: `credit:${currency}`,
  rate: { units: 1, minor: 1 },
  step: 1,
  leastUnits: 1,
  mostBp: 10_000,
});

type Origin = Pick<ConfiguredProgram, 'programId' | 'revision'>;

const noCoupon = { unmet: null, campaign: null, onceKey: null };

function counterOffer(
  offer: Offer,
  offerId: string,
  { programId, revision }: Origin,
  wanted: ReadonlyMap<string, number | null>,
): CounterOffer {
  const automatic = offer.kind === 'take-off' && offer.automatic;
  const from = { offerId, programId, revision, title: offer.title, automatic, ...noCoupon };
  const asked = { wanted: automatic || wanted.has(offerId), wantedMinor: wanted.get(offerId) ?? null };
  if (offer.kind === 'pay-with') return { ...from, ...asked, cost: null, does: offer };
  const { effect, cost, group, exclusive, order, minimumMinor } = offer;
  const rules = { group, exclusive, order, minimumMinor };
  return { ...from, ...asked, cost, does: { kind: 'take-off', effect, rules } };
}

/** A coupon on the counter, by its paper or its code. One that only promises a thing is handed out by the cashier. */
function couponOffer(
  offerId: string,
  name: string,
  { program: { programId, revision }, terms }: KnownCoupon,
  whose: { visit: Visit; asking: Asking | null; owner: string | null; here: Circumstances },
): CounterOffer[] {
  const { effect, group, exclusive, order, minimumMinor, limit, oncePerMember } = terms;
  if (!effect) return [];
  return [
    {
      offerId,
      programId,
      revision,
      title: { code: 'COUPON', params: { name } },
      wanted: true,
      automatic: false,
      cost: null,
      does: { kind: 'take-off', effect, rules: { group, exclusive, order, minimumMinor } },
      wantedMinor: null,
      unmet: couponUnmet(programId, terms, whose),
      campaign: limit === null ? null : { campaignId: programId, limit },
      onceKey: oncePerMember ? couponOnceKey : null,
    },
  ];
}
