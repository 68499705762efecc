import type { PlannedVoucher } from '#shared/back-office/plan-batch.ts';
import type { LanguageTag, Say } from '#shared/base/language.ts';
import type { Document } from '#shared/print/document.ts';
import { voucherDocument } from '#shared/print/documents/voucher.document.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';

/** Each voucher of a batch with the paper that brings it into being. */
export const batchPapers = (
  planned: readonly PlannedVoucher[],
  { shop, voucherFooter: footer }: Pick<ShopSettings, 'shop' | 'voucherFooter'>,
  say: Say,
  language: LanguageTag,
): { document: Document; activates: PlannedVoucher }[] =>
  planned.map((activates) => ({
    document: voucherDocument({ ...activates.body, shop, footer }, say, language),
    activates,
  }));
