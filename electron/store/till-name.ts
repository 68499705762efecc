import type { KnownTill } from '#shared/visit/look-up.ts';
import { tillName, tillNumber } from '#shared/visit/till-name.ts';

/** A till's name and its number apart, for sentences of which there is one for each; no name where nobody here heard one. */
export function plainTillName(writer: string, tills: readonly KnownTill[]): { name: string; number: string } {
  const name = tillName(writer, tills);
  return { name: name.startsWith('…') ? '' : name, number: tillNumber(writer) };
}
