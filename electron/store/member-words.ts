import { slipsBetween, slipsForgiven } from '#shared/members/alike.ts';
import type { Db } from './open-database.ts';

/**
 * The index by which members are found: words under a number, with no copy of the text they came from. Who takes a person out says
 * the very words that were put in; they are then gone from the file, not only marked.
 */
export interface MemberWords {
  add(number: number, words: readonly string[]): void;
  remove(number: number, words: readonly string[]): void;
  /** Numbers that have all of these words, whole. */
  having(words: readonly string[], limit: number): number[];
  /** Numbers that have a word with each of these beginnings. */
  startingWith(prefixes: readonly string[], limit: number): number[];
  /** Numbers that have, for each of these words, one that is the same but for a slip or two behind its first letter. */
  soundingLike(words: readonly string[], limit: number): number[];
  clear(): void;
}

/** How many words are taken for one that was mistyped: the closest. */
const mostAlike = 40;

/** The index of one database. Everything that writes is part of the caller's transaction. */
export function createMemberWords(db: Db): MemberWords {
  const add = db.prepare<[number, string]>('INSERT INTO member_words (rowid, words) VALUES (?, ?)');
  const remove = db.prepare<[number, string]>(
    `INSERT INTO member_words (member_words, rowid, words) VALUES ('delete', ?, ?)`,
  );
  const clear = db.prepare(`INSERT INTO member_words (member_words) VALUES ('delete-all')`);
  const match = db
    .prepare<[string, number], number>('SELECT rowid FROM member_words WHERE member_words MATCH ? LIMIT ?')
    .pluck();
  const known = db
    .prepare<[string, string], string>('SELECT term FROM member_words_known WHERE term >= ? AND term < ?')
    .pluck();

  /** The words of the index that this one may have been meant for, the closest first. */
  const alike = (word: string): string[] => {
    const [first = '', second = first] = word;
    // Two letters that changed places may be the first two.
    const found = [...new Set([first, second])].flatMap((letter) => known.all(letter, `${letter}\u{10ffff}`));
    const forgiven = slipsForgiven(word);
    return found
      .map((term) => ({ term, slips: slipsBetween(word, term, forgiven + 1) }))
      .filter(({ slips }) => slips <= forgiven)
      .sort((one, other) => one.slips - other.slips)
      .slice(0, mostAlike)
      .map(({ term }) => term);
  };

  return {
    add: (number, words) => void (words.length > 0 && add.run(number, words.join(' '))),
    remove: (number, words) => void (words.length > 0 && remove.run(number, words.join(' '))),
    having: (words, limit) =>
      words.length === 0 ? [] : match.all(words.map((word) => `"${word}"`).join(' AND '), limit),
    startingWith: (prefixes, limit) =>
      prefixes.length === 0 ? [] : match.all(prefixes.map((prefix) => `"${prefix}"*`).join(' AND '), limit),
    soundingLike(words, limit) {
      const meant = words.map(alike);
      if (words.length === 0 || meant.some((some) => some.length === 0)) return [];
      const any = meant.map((some) => `(${some.map((term) => `"${term}"`).join(' OR ')})`);
      return match.all(any.join(' AND '), limit);
    },
    clear: () => void clear.run(),
  };
}
