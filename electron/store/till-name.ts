import type { KnownTill } from '#shared/visit/look-up.ts';

/** So many of the last digits of a till's id tell it from the others of a shop. */
const digits = 4;

/** What a till is called; its id where this till never heard of it. */
export const tillNameOf = (writer: string, tills: readonly KnownTill[]): string =>
  tills.find((one) => one.writer === writer)?.name ?? writer;

/** The same for people, and never for two tills alike: its last digits stand with a name that several have, and for a name not heard yet. */
export function plainTillName(writer: string, tills: readonly KnownTill[]): { name: string; number: string } {
  const number = writer.slice(-digits).toUpperCase();
  const name = tills.find((one) => one.writer === writer)?.name ?? '';
  const isShared = tills.some((one) => one.name === name && one.writer !== writer);
  return { name: isShared ? `${name} (${number})` : name, number };
}
