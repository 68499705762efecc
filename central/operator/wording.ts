import { formatMoney } from '#shared/money/format-money.ts';

/** A moment as an operator reads it: the minute, in universal time. */
export const momentOf = (atMs: number): string =>
  `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Lines whose cells stand under each other, the first of them as heads. */
export function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** `12 points:points, 3 coffees:coffee`; `nothing` for none. */
export const sumsOf = (sums: readonly { unit: string; amount: number }[]): string =>
  sums.map(({ unit, amount }) => `${amount} ${unit}`).join(', ') || 'nothing';

/** Money as it is read in English; what nobody can say is a dash. */
export const moneyOf = (minor: number | null, currency: string | null): string =>
  minor === null || currency === null ? '-' : formatMoney({ minor, currency }, 'en');
