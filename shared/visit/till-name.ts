import { centre, type Drawer } from '../ledger/drawer.ts';
import type { KnownTill } from './look-up.ts';

/** So many of the last digits of a till's id tell it from the others of a shop. */
const digits = 4;

/** The last digits of a till's id, as people compare them. */
export const tillNumber = (writer: Drawer): string => writer.slice(-digits).toUpperCase();

/**
 * What people call a till, and never two alike: with a name that several have stand its last digits, and a till that nobody here heard a
 * name of is `…` and these. The centre is `…` alone. Who says it to people puts a word to what begins so (`tillWords`).
 */
export function tillName(writer: Drawer, tills: readonly KnownTill[]): string {
  if (writer === centre) return '…';
  const name = tills.find((one) => one.writer === writer)?.name.trim() ?? '';
  if (name === '') return `…${tillNumber(writer)}`;
  const isShared = tills.some((one) => one.name.trim() === name && one.writer !== writer);
  return isShared ? `${name} (${tillNumber(writer)})` : name;
}
