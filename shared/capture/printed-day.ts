/**
 * A day in numbers, as papers have it: `12/03/26`, `12.03.2026`, `2026. 03. 12`. A part of a pattern, once in each, for its signs agree.
 */
export const printedDay = String.raw`(?<!\d)(?:\d{1,2}(?<sign>[./-]) ?\d{1,2}\k<sign> ?\d{2,4}|\d{4}(?<by>[./-]) ?\d{1,2}\k<by> ?\d{1,2})(?!\d)`;
