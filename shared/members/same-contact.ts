import { ownPart } from './fold-words.ts';
import type { Person } from './profile.ts';

/** Whether two people gave the same number, written in whatever way, or the same address. */
export const shareContact = (one: Person, other: Person): boolean =>
  (one.phone !== undefined && other.phone !== undefined && ownPart(one.phone) === ownPart(other.phone)) ||
  (one.email !== undefined && one.email === other.email);
