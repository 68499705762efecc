import type { LanguageTag, Say } from '../base/language.ts';
import { ordinal } from '../base/ordinal.ts';
import { agreedTo, type Person } from './profile.ts';

/** How often somebody came in a month. */
export interface Came<Id extends string = string> {
  id: Id;
  visits: number;
}

/** Where somebody stands among those who came: 4th of 37. */
export interface Place {
  /** Whoever came as often stands as high, and the next one lower by all of them: 1, 2, 2, 4. */
  place: number;
  /** How many there are on the board. */
  of: number;
  /** Whether others stand at the same place. */
  shared: boolean;
}

/** The board of a month, made from one after the other: it keeps how many came how often, and the first of them. */
export interface Ranking<Id extends string = string> {
  /** Counts one who takes part; who did not come is not on the board. */
  add(one: Came<Id>): void;
  /** Where those stand who came so often, one of whom was counted; null for who did not come. */
  placeOf(visits: number): Place | null;
  /** The first of all who were counted, in order; of equals at the very end, those whose ids come first. */
  first(): (Came<Id> & { place: number })[];
  /** How many there are. */
  of(): number;
}

/** The name under which somebody takes part; null for who has not agreed, or has told none. Never their own name. */
export const boardName = (person: Person): string | null =>
  agreedTo(person, 'board.nickname') ? (person.nickname ?? null) : null;

/** A place on this month's board in words, level with others or not. */
export const placeWords = ({ place, of, shared }: Place, say: Say, language: LanguageTag): string =>
  say(shared ? 'leaderboard.place.shared' : 'leaderboard.place', { place: ordinal(place, language), of });

/** A board that keeps at most `most` of those who are on it, however many are counted. */
export function createRanking<Id extends string = string>(most: number): Ranking<Id> {
  const howMany = new Map<number, number>();
  let kept: Came<Id>[] = [];
  let count = 0;
  const cut = (): void =>
    void (kept = kept
      .sort((one, other) => other.visits - one.visits || (one.id < other.id ? -1 : 1))
      .slice(0, most));
  const placeOf = (visits: number): Place | null => {
    if (visits <= 0) return null;
    let above = 0;
    for (const [times, members] of howMany) if (times > visits) above += members;
    return { place: above + 1, of: count, shared: (howMany.get(visits) ?? 0) > 1 };
  };
  return {
    add(one) {
      if (one.visits <= 0) return;
      howMany.set(one.visits, (howMany.get(one.visits) ?? 0) + 1);
      count += 1;
      kept.push(one);
      // Sorted once for as many as are kept: what a place in order would cost each of them, all of them share.
      if (kept.length >= 2 * most) cut();
    },
    placeOf,
    first() {
      cut();
      return kept.map((one) => ({ ...one, place: placeOf(one.visits)?.place ?? 1 }));
    },
    of: () => count,
  };
}
