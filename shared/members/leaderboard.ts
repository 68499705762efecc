import { agreedTo, type Person } from './profile.ts';

/** Somebody who takes part, with what counts for the board: how often they came in a month. */
export interface Participant<Id = string> {
  id: Id;
  nickname: string;
  visits: number;
}

/** A participant with their place: who came as often stands as high. */
export interface Placed<Id = string> extends Participant<Id> {
  place: number;
}

/** The name under which somebody takes part; null for who has not agreed, or has told none. Never their own name. */
export const boardName = (person: Person): string | null =>
  agreedTo(person, 'board.nickname') ? (person.nickname ?? null) : null;

/** Everybody who came at all, in order: whoever came most often first, and among equals by their nicknames. */
export function placed<Id>(participants: readonly Participant<Id>[]): Placed<Id>[] {
  const sorted = participants
    .filter(({ visits }) => visits > 0)
    .sort((one, other) => other.visits - one.visits || (one.nickname < other.nickname ? -1 : 1));
  return sorted.map((one) => ({
    ...one,
    place: sorted.findIndex(({ visits }) => visits === one.visits) + 1,
  }));
}
