import type { LanguageTag, Say } from '#shared/base/language.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import { giftCardDocument } from '#shared/print/documents/gift-card.document.ts';
import { giftCardHolding, giftCardSelling } from '#shared/visit/gift-cards.ts';
import type { Circumstances } from '#shared/visit/look-up.ts';
import type { SaleOutcome } from '#shared/visit/sale-outcome.ts';
import type { Visit } from '#shared/visit/visit.ts';
import type { NewPrintJob } from '#electron/store/print-jobs.ts';

/** The papers of gift cards that a sale loads, decided before it is written: what a card holds then is what it holds now and the load. */
export const giftCardPapers = (
  { saleId, loaded, total }: Pick<SaleOutcome, 'saleId' | 'loaded' | 'total'>,
  visit: Visit,
  here: Circumstances,
  say: Say,
  language: LanguageTag,
): NewPrintJob[] =>
  loaded.map(({ giftCardId, tail, amount, lot }) => {
    const newCode = visit.giftCards.find((card) => card.giftCardId === giftCardId)?.newCode ?? null;
    const { totalMinor } = giftCardHolding({ giftCardId }, here);
    const house = paperHouse(here.settings);
    const name = giftCardSelling(here)?.name ?? '';
    const balance = { loadedMinor: amount, balanceMinor: totalMinor + amount };
    const paper = { house, name, currency: total.currency, ...balance, tail, lot, newCode };
    const document = giftCardDocument(paper, say, language);
    return { jobId: here.machine.newId(), document, copy: false, voucherId: saleId };
  });
