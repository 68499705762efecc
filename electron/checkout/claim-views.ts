import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import { lotExpiry, lotOpening } from '#shared/ledger/posting.ts';
import { formatMoney } from '#shared/money/format-money.ts';
import { claimDocument } from '#shared/print/documents/claim.document.ts';
import { claimCodeOf } from '#shared/scan/formats/claim-code.format.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { hereOfClaim, piecesLeft } from '#shared/visit/claims.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import type { SaleOutcome } from '#shared/visit/sale-outcome.ts';
import type { Visit } from '#shared/visit/visit.ts';
import type { NewPrintJob } from '#electron/store/print-jobs.ts';

/** The receipt on the counter, with what is left of it; absent when none lies there. */
export function claimView({ claim }: Visit, here: Circumstances): Pick<VisitView, 'claim'> {
  const known = claim && here.look.claim(claim.claimId);
  if (!known) return {};
  const { claimId, total, lot } = known;
  const value = inAll(piecesLeft(known, hereOfClaim(claimId, here)));
  return { claim: { total, soldDay: lotOpening(lot), untilDay: lotExpiry(lot) ?? '', value } };
}

/** How this shop offers claims of sales without a card; absent when it does not. */
export const claimOfferView = ({
  settings: { claims },
}: Pick<Circumstances, 'settings'>): Pick<VisitView, 'claimOffer'> =>
  claims.offer === 'no-claims' || claims.windowDays === 0 ? {} : { claimOffer: claims.offer };

/** What a sale left on its receipt, for screens, and the code for a register's own receipt. */
export function claimOutcome(
  { claim }: Pick<SaleOutcome, 'claim'>,
  jobOf: (about: string) => string,
): Pick<OutcomeView, 'claim'> {
  if (!claim) return {};
  const { claimId, token, lot, value } = claim;
  const untilDay = lotExpiry(lot) ?? '';
  return {
    claim: {
      code: claimCodeOf(claimId),
      digits: token,
      untilDay,
      value: inAll(value),
      jobId: jobOf(claimId),
    },
  };
}

/** The slip of a sale without a card. */
export function claimPapers(
  { claim, total }: Pick<SaleOutcome, 'claim' | 'total'>,
  here: Circumstances,
  say: Say,
  language: LanguageTag,
): NewPrintJob[] {
  if (!claim) return [];
  const { claimId, token, lot, value } = claim;
  const house = paperHouse(here.settings);
  const worth = inAll(value).map(({ unit, amount }) => worthOf(unit, amount, say, language));
  const untilDay = lotExpiry(lot) ?? '';
  const document = claimDocument({ house, claimId, token, untilDay, total, worth }, say, language);
  return [{ jobId: here.machine.newId(), document, copy: false, voucherId: claimId }];
}

function worthOf(unit: string, amount: number, say: Say, language: LanguageTag): string {
  const [kind = '', currency = ''] = unit.split(':');
  return kind === 'credit'
    ? formatMoney({ minor: amount, currency }, language)
    : say(`holding.${kind}`, { count: amount });
}

/** Pieces of one unit are one thing to people. */
function inAll(pieces: readonly { unit: string; amount: number }[]): { unit: string; amount: number }[] {
  const sums = new Map<string, number>();
  for (const { unit, amount } of pieces) sums.set(unit, (sums.get(unit) ?? 0) + amount);
  return [...sums].map(([unit, amount]) => ({ unit, amount }));
}
