import { formatDay, type LanguageTag, type Say } from '../../base/language.ts';
import { lotExpiry } from '../../ledger/posting.ts';
import { formatMoney } from '../../money/format-money.ts';
import { line, type Block, type Document } from '../document.ts';

/** What a voucher's paper needs to know. */
export interface VoucherPaper {
  voucherId: string;
  unit: string;
  amount: number;
  label: string;
  lot: string;
  token: string;
  shop: string;
  footer: string;
}

/** A small poster: shop, one promise in the biggest letters that fit, until when, the code, and its id for typing. */
export function voucherDocument(voucher: VoucherPaper, say: Say, language: LanguageTag): Document {
  const promise = promiseOf(voucher, language);
  const expiryDay = lotExpiry(voucher.lot);
  const center = { align: 'center' } as const;
  const blocks: Block[] = [
    line(voucher.shop, { ...center, scale: 2, bold: true }),
    { kind: 'space', lines: 1 },
    line(say('voucher.title'), center),
    line(promise, { ...center, scale: promise.length <= 8 ? 3 : 2, bold: true }),
    { kind: 'space', lines: 1 },
    line(
      expiryDay ? say('voucher.validUntil', { day: formatDay(expiryDay, language) }) : say('voucher.noEnd'),
      center,
    ),
    line(say('voucher.once'), center),
    { kind: 'space', lines: 1 },
    { kind: 'qr', digits: voucher.token },
    line(groupsOfFour(voucher.voucherId), center),
    ...(voucher.footer ? [{ kind: 'rule' } as const, line(voucher.footer, center)] : []),
  ];
  return { title: `${say('voucher.title')} ${promise}`, blocks };
}

/** What the voucher is good for, in a few words: an amount of money, or the thing itself. */
export function promiseOf(
  voucher: { unit: string; amount: number; label: string },
  language: LanguageTag,
): string {
  if (!voucher.unit.startsWith('credit:')) return voucher.label;
  return formatMoney({ minor: voucher.amount, currency: voucher.unit.slice('credit:'.length) }, language);
}

const groupsOfFour = (id: string): string => id.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1 ');
