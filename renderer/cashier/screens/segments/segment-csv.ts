import type { SegmentMember } from '#shared/api/segments.api.ts';
import { decimalsOf } from '#shared/money/money.ts';
import type { Texts } from '../../../texts/use-texts.tsx';

const columns = ['name', 'card', 'contact', 'visits', 'spent', 'last', 'joined'] as const;

/**
 * A segment as a table for other programs: one member a line, addresses with most of their letters hidden as everywhere. Money is in
 * whole units with a point, days as `YYYY-MM-DD`. The mark in front tells spreadsheets that it is UTF-8.
 */
export function segmentCsv(
  members: readonly SegmentMember[],
  { say, currency }: Pick<Texts, 'say' | 'currency'>,
): string {
  const decimals = decimalsOf(currency);
  const head = columns.map(
    (column) => say(`segments.column.${column}`) + (column === 'spent' ? ` (${currency})` : ''),
  );
  const rows = members.map(({ member: { name, phone, email, tails }, lastDay, why }) => [
    name ?? '',
    tails.join(' '),
    [phone, email].filter(Boolean).join(' '),
    String(why.visits),
    (why.spentMinor / 10 ** decimals).toFixed(decimals),
    lastDay ?? '',
    why.enrolledDay ?? '',
  ]);
  return `\uFEFF${[head, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

/** In quotes where it has to be. What a spreadsheet would take for a formula is made a text. */
function cell(text: string): string {
  const harmless = /^[=+@\t\r]|^-(?!\d)/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
