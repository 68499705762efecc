import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import { lotExpiry, lotOpening } from '#shared/ledger/posting.ts';
import { claimDocument } from '#shared/print/documents/claim.document.ts';
import { claimCodeOf } from '#shared/scan/formats/claim-code.format.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { hereOfClaim, piecesLeft } from '#shared/visit/claims.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import type { SaleOutcome } from '#shared/visit/sale-outcome.ts';
import type { Visit } from '#shared/visit/visit.ts';
import type { NewPrintJob } from '#electron/store/print-jobs.ts';
import { inAll, worthWords } from './worth-words.ts';

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
  const worth = inAll(value).map((one) => worthWords(one, say, language));
  const untilDay = lotExpiry(lot) ?? '';
  const document = claimDocument({ house, claimId, token, untilDay, total, worth }, say, language);
  return [{ jobId: here.machine.newId(), document, copy: false, voucherId: claimId }];
}
