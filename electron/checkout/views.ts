import type {
  HoldingView,
  OffersView,
  OutcomeView,
  PersonView,
  RefusalView,
  VisitView,
} from '#shared/api/checkout.api.ts';
import { badgeViews } from './badge-views.ts';
import type { Day } from '#shared/base/business-time.ts';
import { birthdayNear } from '#shared/members/birthday.ts';
import { mayWrite, writingFields, type Person } from '#shared/members/profile.ts';
import type { Countable } from '#shared/programs/program.ts';
import { cardNeeded } from '#shared/visit/burn-limit.ts';
import { couponOfOffer } from '#shared/visit/coupons.ts';
import { holdingOf, pursuitsOf, standingsOf } from '#shared/visit/ask-programs.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import { membershipsFor } from '#shared/visit/membership.ts';
import { mayBeSent, referralProgram } from '#shared/visit/refer.ts';
import { referralCodeOf } from '#shared/scan/formats/referral-code.format.ts';
import { placeViews } from './place-views.ts';
import { segmentView } from './segment-view.ts';
import type { OffersAtCounter } from '#shared/visit/offers-at-counter.ts';

import type { Refusal } from '#shared/visit/refusal.ts';
import type { SaleOutcome } from '#shared/visit/sale-outcome.ts';
import type { Visit } from '#shared/visit/visit.ts';
import { claimOfferView, claimOutcome, claimView } from './claim-views.ts';
import { giftCardOutcome, giftCardSellingView, giftCardViews } from './gift-views.ts';
import type { SegmentRow } from '#electron/store/segments.ts';

/** What a member holds, program by program, as screens show it. */
export function holdingViews(walletId: string, here: Circumstances): HoldingView[] {
  const lots = here.look.lots(walletId);
  return here.look.programs().flatMap(({ programId, program, setup }) => {
    const unit = program.unit(programId, here.settings.currency);
    if (unit === null) return [];
    const holding = holdingOf(lots, unit, here.till, here.time.day);
    const { have, need } = program.progress(holding, setup, programId) ?? { have: holding.total, need: 0 };
    return [{ programId, type: program.type, unit, ...holding, have, need }];
  });
}

/** A refusal as it travels: its code and whatever goes into the sentence. */
export const refusalView = (refusal: Refusal): RefusalView => ({ ...refusal });

/** A sale's outcome for screens, with the paper each voucher is printed on and the balances after it. */
export function outcomeView(
  outcome: SaleOutcome,
  jobOf: (voucherId: string) => string,
  here: Circumstances,
): OutcomeView {
  const { saleId, walletId, identifiedBy, total, reductions, dueMinor, redeemed, awards, reached, issued } =
    outcome;
  const { forOthers, keptBack } = outcome;
  const holdings = walletId === null ? [] : holdingViews(walletId, here);
  const waits = holdings.some((holding) => holding.need > 0 && holding.here >= holding.need);
  const heldBack = identifiedBy && waits && here.state === 'sound' ? cardNeeded(here.settings) : undefined;
  return {
    saleId,
    total,
    due: { minor: dueMinor, currency: total.currency },
    reductions: [...reductions],
    redeemed: [...redeemed],
    ...giftCardOutcome(outcome, jobOf, here),
    ...claimOutcome(outcome, jobOf),
    awards: [...awards],
    reached: [...reached],
    issued: issued.map(({ voucherId, unit, amount, label, lot, reason, pointsOf }) => {
      const of = pointsOf === undefined ? {} : { pointsOf };
      return { voucherId, unit, amount, label, lot, reason, ...of, jobId: jobOf(voucherId) };
    }),
    short: [],
    holdings,
    ...(forOthers.length > 0 ? { forOthers: [...forOthers] } : {}),
    ...(keptBack.length > 0
      ? { keptBack: keptBack.map((one) => ({ ...one, unit: unitOf(one.programId, here) })) }
      : {}),
    ...(heldBack ? { heldBack: refusalView(heldBack) } : {}),
  };
}

/** A person as the cashier sees one at once. */
function personView(person: Person, day: Day): PersonView {
  const { name = null, note = null, birthday } = person;
  return {
    name,
    note,
    birthday: birthday === undefined ? null : birthdayNear(birthday, day),
    mayWrite: writingFields.some((field) => mayWrite(person, field)),
  };
}

/** Where a member stands, what they are on the way to, and the badges they have. */
function standViews(
  walletId: string,
  here: Circumstances,
): Pick<NonNullable<VisitView['member']>, 'standings' | 'pursuits' | 'badges'> {
  const facts = here.look.memberFacts(walletId);
  const standings = standingsOf(() => facts, here);
  const tiers = standings.flatMap(({ standing }) => standing.tier ?? []);
  return {
    standings: standings.map(({ programId, standing }) => ({ programId, ...standing })),
    pursuits: pursuitsOf(() => facts, tiers, here).map(({ programId, pursuit }) => ({
      programId,
      ...pursuit,
    })),
    badges: badgeViews(facts.reached),
  };
}

/** What the cashier counts, each thing once, whoever asks for it. */
function countablesOf(here: Circumstances): Countable[] {
  const all = here.look.programs().flatMap(({ program, setup }) => program.countables(setup));
  return all.filter(({ item }, index) => all.findIndex((one) => one.item === item) === index);
}

/** The counter for screens. */
export function visitView(
  visit: Visit,
  shown: Pick<VisitView, 'serial' | 'notice' | 'lastOutcome'>,
  here: Circumstances,
  known: {
    visitsOf(walletId: string): number;
    friendsOf(walletId: string): { sent: number; rewarded: number };
    person(walletId: string): Person;
    segmentOf(walletId: string): SegmentRow | undefined;
  },
): VisitView {
  const { member, newCard, vouchers, items } = visit;
  const friends = referralProgram(here);
  const memberships = member ? membershipsFor(member.walletId, { ...here, day: here.time.day }) : [];
  const countables = countablesOf(here);
  return {
    ...shown,
    member: member && {
      walletId: member.walletId,
      tail: member.tail,
      by: member.by,
      person: personView(known.person(member.walletId), here.time.day),
      holdings: holdingViews(member.walletId, here),
      ...standViews(member.walletId, here),
      visits: known.visitsOf(member.walletId),
      ...(memberships.length > 0 ? { memberships } : {}),
      ...placeViews(member, here),
      ...(friends && {
        friends: {
          code: referralCodeOf(member.walletId),
          ...known.friendsOf(member.walletId),
          wasSent: here.look.sentBy(member.walletId) !== null,
        },
      }),
      ...segmentView(known.segmentOf(member.walletId), here.time.day),
    },
    newCard: newCard && { tail: newCard.tail },
    ...(mayBeSent(visit, here)
      ? {}
      : { referring: { asks: visit.asksReferrer, by: visit.referrer && { tail: visit.referrer.tail } } }),
    coupons: visit.chosen.filter(({ offerId }) => couponOfOffer(offerId, here)).length,
    vouchers: vouchers.map(({ voucherId, unit, amount, label, lot }) => ({
      voucherId,
      unit,
      amount,
      label,
      lot,
    })),
    ...claimView(visit, here),
    ...claimOfferView(here),
    giftCards: giftCardViews(visit, here),
    giftCardSelling: giftCardSellingView(here),
    items: countables.map(({ item, label }) => ({ item, label, quantity: items[item] ?? 0 })),
  };
}

/** What a sale of the amount being typed comes to, for the cashier's screen. */
export function offersView(
  { full, dueMinor, giftCards, taxes, offers, earnBase }: OffersAtCounter,
  currency: string,
): OffersView {
  return {
    full,
    due: { minor: dueMinor, currency },
    giftCards: giftCards.map(({ card, amountMinor }) => ({
      giftCardId: card.giftCardId,
      paidMinor: amountMinor,
    })),
    taxes,
    offers: offers.map(({ offer, state, offMinor, because }) => ({
      offerId: offer.offerId,
      title: offer.title,
      state,
      fixed: offer.automatic || offer.offerId.startsWith('voucher/'),
      offMinor,
      cost: offer.cost,
      because: because && { ...because },
    })),
    earnBase,
  };
}

/** What a program of this name gives. */
const unitOf = (programId: string, here: Circumstances): string =>
  here.look
    .programs()
    .find((one) => one.programId === programId)
    ?.program.unit(programId, here.settings.currency) ?? '';
