import type { DisplayScene, Modules } from '#shared/api/bystander.ts';
import type { OffersView, VisitView, VoucherView } from '#shared/api/checkout.api.ts';
import type { PlaceOnBoard } from '#shared/api/leaderboard.api.ts';
import type { LanguageTag } from '#shared/base/language.ts';
import type { Reason } from '#shared/ledger/reason.ts';
import { boardName } from '#shared/members/leaderboard.ts';
import { agreedTo, type Person } from '#shared/members/profile.ts';
import type { DisplaySetup } from '#shared/settings/display-setup.ts';

/** What a scene is made of. `person` is whoever is, or just was, at the counter. */
export interface Moment {
  view: Pick<VisitView, 'member' | 'newCard' | 'vouchers' | 'lastOutcome'>;
  /** What the amount being typed comes to; null while nobody asked. */
  offers: Pick<OffersView, 'full' | 'due' | 'offers'> | null;
  person: Person;
  /** Where they stand on the leaderboard, once it was counted. */
  place: PlaceOnBoard | null;
  setup: DisplaySetup;
  shopLanguage: LanguageTag;
  /** Whether the words of a voucher of this unit may be read by everybody. */
  isPublic(unit: string): boolean;
  /** Whether a coupon of this name is for everybody, so that having it says nothing of whoever has it. */
  isForAll(coupon: string): boolean;
  everywhere: boolean;
  /** Draws a code. */
  draw(digits: string): Modules;
}

/** Offers whose words say what is to be had, and nothing of whom or why: what is not known to be harmless is not shown. */
const harmless: readonly string[] = ['REWARD', 'PAID_WITH_POINTS', 'PAID_WITH_CREDIT', 'BENEFIT'];

/** The counter as a bystander may read it. It is built up from nothing, so that what is not named here never gets out. */
export function sceneOf({
  view,
  offers,
  person,
  place,
  setup,
  shopLanguage,
  isPublic,
  isForAll,
  everywhere,
  draw,
}: Moment): Omit<DisplayScene, 'serial'> {
  const { member, newCard, vouchers, lastOutcome } = view;
  const served = member !== null || newCard !== null || vouchers.length > 0;
  const holdings = member?.holdings ?? lastOutcome?.holdings ?? [];
  const isOpen = ({ code, params }: Reason): boolean =>
    code === 'COUPON' && isForAll(String(params['name'] ?? ''));
  const bystander = ({ unit, amount, label }: VoucherView) => {
    return { unit, amount, label: isPublic(unit) ? label : null };
  };
  const due = lastOutcome?.due ?? (served && offers?.full ? offers.due : null);
  const left = lastOutcome?.claim;
  const full = lastOutcome?.total ?? (served ? (offers?.full ?? null) : null);
  return {
    kind: served ? 'customer' : lastOutcome ? 'sold' : 'idle',
    language: person.language ?? shopLanguage,
    name: setup.greeting === 'first-name' ? firstName(person, person.language ?? shopLanguage) : null,
    newCard: newCard !== null,
    holdings: setup.balance
      ? holdings.map(({ type, unit, total, have, need }) => ({ type, unit, total, have, need }))
      : [],
    place: setup.balance && boardName(person) !== null ? place : null,
    offers: served
      ? (offers?.offers ?? [])
          .filter(
            ({ state, title }) => state !== 'not-now' && (harmless.includes(title.code) || isOpen(title)),
          )
          .map(({ title, state, offMinor, cost }) => ({
            ...{ title, used: state === 'used', offMinor },
            ...(cost ? { pointsOf: cost.unit } : {}),
          }))
      : [],
    vouchers: vouchers.map(bystander),
    due,
    full: due && full && full.minor !== due.minor ? full : null,
    earned: (lastOutcome?.awards ?? []).map(({ unit, amount }) => ({ unit, amount })),
    issued: (lastOutcome?.issued ?? []).map(bystander),
    claim: left ? { code: draw(left.digits), untilDay: left.untilDay, value: left.value } : null,
    everywhere,
  };
}

/** Hungarians say the family's name first. */
function firstName(person: Person, language: LanguageTag): string | null {
  if (!agreedTo(person, 'display.name')) return null;
  const words = (person.name ?? '').split(/\s+/).filter(Boolean);
  return (language === 'hu' ? words.at(-1) : words[0]) ?? null;
}
