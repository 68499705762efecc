import { escapePattern } from '#shared/base/escape-pattern.ts';
import { ok, refuse } from '#shared/base/result.ts';
import { createReceiptReader } from '#shared/capture/receipt-text.ts';
import { parseAmount, type Currency } from '#shared/money/money.ts';
import { characterIn, type CodePage } from '#electron/devices/dots/code-pages.ts';
import type { Reading } from './listening.ts';
import type { HeardReceipt } from './receipt-tap.ts';
import { registerLetters } from './register-letters.ts';

/**
 * The lines of a file that a register wrote, whatever it wrote them in: UTF-8, UTF-16 with a mark, a page of single bytes, or the
 * very bytes that it would send to a printer.
 */
export function fileLines(bytes: Uint8Array, page: CodePage): Pick<HeardReceipt, 'lines' | 'isOpen'> {
  if (isWide(bytes))
    return linesOf(new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes));
  if (bytes.includes(0x1b) || bytes.includes(0x1d)) return printedLines(bytes, page);
  try {
    return linesOf(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return linesOf(Array.from(bytes, (byte) => characterIn(page, byte)).join(''));
  }
}

const isWide = ([first, second]: Uint8Array): boolean =>
  (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);

const linesOf = (text: string): Pick<HeardReceipt, 'lines' | 'isOpen'> => {
  const lines = text.split(/\r\n|[\n\r\f]/);
  return { lines, isOpen: lines.at(-1)?.trim() !== '' };
};

function printedLines(bytes: Uint8Array, page: CodePage): Pick<HeardReceipt, 'lines' | 'isOpen'> {
  const lines: string[] = [];
  const listener = { line: (text: string) => void lines.push(text), picture: () => {}, cut: () => {} };
  const reader = createReceiptReader(listener, registerLetters(page));
  reader.feed(bytes);
  const ended = lines.length;
  reader.endLine();
  return { lines, isOpen: lines.length > ended };
}

/** The total in a field of JSON, `sale.total` or `sales.0.total`: a number, or a text that is an amount. */
export function totalInJson(text: string, field: string, currency: Currency): Reading {
  let found: unknown;
  try {
    found = field.split('.').reduce<unknown>(fieldOf, JSON.parse(text));
  } catch {
    return refuse({ code: 'NO_TOTAL' });
  }
  if (typeof found !== 'number' && typeof found !== 'string') return refuse({ code: 'NO_TOTAL' });
  return amountIn(String(found), field, currency);
}

const fieldOf = (thing: unknown, name: string): unknown =>
  typeof thing === 'object' && thing !== null && Object.hasOwn(thing, name)
    ? (thing as Record<string, unknown>)[name]
    : undefined;

/** The total in an element of XML, with or without a prefix to its name. Two that differ are none. */
export function totalInXml(text: string, element: string, currency: Currency): Reading {
  const name = escapePattern(element);
  const elements = new RegExp(
    String.raw`<(?:[\w.-]+:)?${name}(?:\s[^>]*)?>\s*([^<]*?)\s*</(?:[\w.-]+:)?${name}\s*>`,
    'gu',
  );
  const readings = [...text.replaceAll(/<!--.*?-->/gsu, '').matchAll(elements)].map(([, value]) =>
    amountIn(value ?? '', element, currency),
  );
  const [first] = readings;
  if (!first) return refuse({ code: 'NO_TOTAL' });
  if (!first.ok) return first;
  for (const other of readings) {
    if (!other.ok) return other;
    const [oneMinor, otherMinor] = [first.value.total.minor, other.value.total.minor];
    if (oneMinor !== otherMinor) return refuse({ code: 'TOTALS_DIFFER', oneMinor, otherMinor });
  }
  return first;
}

function amountIn(text: string, where: string, currency: Currency): Reading {
  const amount = parseAmount(text, currency, Number.MAX_SAFE_INTEGER);
  if (amount.ok) return ok({ total: amount.value, pattern: where, line: text, number: null, doubt: null });
  const isReturn = amount.error.code === 'AMOUNT_ZERO' || amount.error.code === 'AMOUNT_NEGATIVE';
  return refuse({ code: isReturn ? 'TOTAL_NOT_POSITIVE' : 'NO_TOTAL' });
}
