import type { DisplayScene } from '#shared/api/bystander.ts';
import type { LanguageTag } from '#shared/base/language.ts';
import { promiseOf } from '#shared/print/documents/voucher.document.ts';

/** What a voucher is good for, in a few words; null where everybody should not read them. */
export const promise = (
  { unit, amount, label }: DisplayScene['vouchers'][number],
  language: LanguageTag,
): string | null =>
  label === null && !unit.startsWith('credit:')
    ? null
    : promiseOf({ unit, amount, label: label ?? '' }, language);
