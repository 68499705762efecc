import type { PlannedVoucher } from '#shared/back-office/plan-batch.ts';
import type { Say } from '#shared/base/language.ts';
import { lotOpening } from '#shared/ledger/posting.ts';
import { couponConditions } from '#shared/print/coupon-conditions.ts';
import type { Document } from '#shared/print/document.ts';
import { voucherDocument } from '#shared/print/documents/voucher.document.ts';
import { paperHouse } from '#shared/settings/paper-settings.ts';
import type { CouponTerms } from '#shared/programs/coupon-terms.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';

/** What papers say beside the voucher itself. */
export interface PaperWords {
  heading: string;
  smallPrint: string;
  /** Of a coupon; null for money. */
  terms: CouponTerms | null;
}

/** How a shop speaks on paper. */
export interface PaperVoice {
  settings: Pick<ShopSettings, 'shop' | 'voucherFooter' | 'paper' | 'currency' | 'language'>;
  say: Say;
}

/** The paper that brings a planned voucher into being. From which day it is good stands there when that is not `today`. */
export function batchPaper(
  { body }: PlannedVoucher,
  { heading, smallPrint, terms }: PaperWords,
  today: string,
  { settings, say }: PaperVoice,
): Document {
  const { currency, language } = settings;
  const opens = lotOpening(body.lot);
  const words = {
    heading,
    smallPrint: smallPrint || (terms?.smallPrint ?? ''),
    fromDay: opens > today ? opens : null,
    conditions: terms ? couponConditions(terms, { say, language, currency }) : [],
  };
  return voucherDocument({ ...body, ...words, house: paperHouse(settings) }, say, language);
}
