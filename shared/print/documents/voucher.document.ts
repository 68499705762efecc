import { formatDay, type LanguageTag, type Say } from '../../base/language.ts';
import { lotExpiry } from '../../ledger/posting.ts';
import { formatMoney } from '../../money/format-money.ts';
import { voucherNumber } from '../../scan/voucher-number.ts';
import type { PaperHouse } from '../../settings/paper-settings.ts';
import { line, type Block, type Document } from '../document.ts';
import { shopFoot, shopHead } from '../shop-words.ts';

/** What a voucher's paper needs to know. */
export interface VoucherPaper {
  voucherId: string;
  unit: string;
  amount: number;
  label: string;
  lot: string;
  token: string;
  house: PaperHouse;
  /** What stands above the promise instead of the word for a voucher. */
  heading?: string;
  /** From which day on it is good, when that is not the day of the paper. */
  fromDay?: string | null;
  /** Under which conditions, a sentence each. */
  conditions?: readonly string[];
  smallPrint?: string;
}

/**
 * A small poster: the shop, one promise in the biggest letters that fit, until when and under which conditions, the code for scanners
 * that read QR and the bars for the others, its id for typing, the small print.
 */
export function voucherDocument(voucher: VoucherPaper, say: Say, language: LanguageTag): Document {
  const { heading, conditions = [], smallPrint, house, token, voucherId } = voucher;
  const promise = promiseOf(voucher, language);
  const title = heading || say('voucher.title');
  const center = { align: 'center' } as const;
  const blocks: Block[] = [
    { kind: 'logo' },
    ...shopHead(house),
    { kind: 'space', lines: 1 },
    line(title, center),
    line(promise, { ...center, scale: promise.length <= 8 ? 3 : 2, bold: true }),
    { kind: 'space', lines: 1 },
    line(validity(voucher, say, language), center),
    ...conditions.map((condition) => line(condition, center)),
    line(say('voucher.once'), center),
    { kind: 'space', lines: 1 },
    { kind: 'qr', digits: token },
    { kind: 'code128', text: voucherNumber(voucherId) },
    line(groupsOfFour(voucherId), center),
    ...(smallPrint ? [{ kind: 'space', lines: 1 } as const, line(smallPrint, center)] : []),
    ...shopFoot(house, say),
  ];
  return { title: `${title} ${promise}`, blocks };
}

/** What the voucher is good for, in a few words: an amount of money, or the thing itself. */
export function promiseOf(
  voucher: { unit: string; amount: number; label: string },
  language: LanguageTag,
): string {
  if (!voucher.unit.startsWith('credit:')) return voucher.label;
  return formatMoney({ minor: voucher.amount, currency: voucher.unit.slice('credit:'.length) }, language);
}

function validity({ fromDay, lot }: VoucherPaper, say: Say, language: LanguageTag): string {
  const [from, until] = [fromDay ?? null, lotExpiry(lot)].map((day) => day && formatDay(day, language));
  if (from && until) return say('voucher.validFromUntil', { from, until });
  if (from) return say('voucher.validFrom', { day: from });
  return until ? say('voucher.validUntil', { day: until }) : say('voucher.noEnd');
}

const groupsOfFour = (id: string): string => id.toUpperCase().replaceAll(/(.{4})(?=.)/g, '$1 ');
