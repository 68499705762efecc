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

/** Beginnings of so many letters and fewer have an index of their own, which is read only as far as the answer needs. */
export const indexedLetters = 6;

/** A longer one that so few words have is asked for word by word: the index would first write out everybody who has one of them. */
const mostSpelledOut = 40;

/** A number, or a part of one: there are as many as members, and nobody mistypes them for a name. */
const isNumber = (word: string): boolean => /^\d+$/.test(word);

const anyOf = (terms: readonly string[]): string => `(${terms.map((term) => `"${term}"`).join(' OR ')})`;

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
  const keep = db.prepare<[string]>('INSERT OR IGNORE INTO member_words_known (term) VALUES (?)');
  const drop = db.prepare<[string]>('DELETE FROM member_words_known WHERE term = ?');
  const dropAll = db.prepare('DELETE FROM member_words_known');
  const range = 'term >= @prefix AND term < @prefix || char(0x10ffff)';
  const ofLength = db
    .prepare<{ prefix: string; least: number; most: number }, string>(
      `SELECT term FROM member_words_known WHERE ${range} AND length(term) BETWEEN @least AND @most`,
    )
    .pluck();
  const beginning = db
    .prepare<{ prefix: string; limit: number }, string>(
      `SELECT term FROM member_words_known WHERE ${range} LIMIT @limit`,
    )
    .pluck();

  /** The words of the index that this one may have been meant for, the closest first. */
  const alike = (word: string): string[] => {
    if (isNumber(word)) return [word];
    const [first = '', second = first] = word;
    const forgiven = slipsForgiven(word);
    const [least, most] = [word.length - forgiven, word.length + forgiven];
    // Two letters that changed places may be the first two.
    const found = [...new Set([first, second])].flatMap((prefix) => ofLength.all({ prefix, least, most }));
    return found
      .map((term) => ({ term, slips: slipsBetween(word, term, forgiven + 1) }))
      .filter(({ slips }) => slips <= forgiven)
      .sort((one, other) => one.slips - other.slips)
      .slice(0, mostAlike)
      .map(({ term }) => term);
  };

  /** How the index is asked for a beginning; undefined where no word begins so. */
  const spelledOut = (prefix: string): string | undefined => {
    if (prefix.length <= indexedLetters || isNumber(prefix)) return `"${prefix}"*`;
    const terms = beginning.all({ prefix, limit: mostSpelledOut + 1 });
    if (terms.length === 0) return undefined;
    return terms.length > mostSpelledOut ? `"${prefix}"*` : anyOf(terms);
  };

  return {
    add(number, words) {
      if (words.length === 0) return;
      add.run(number, words.join(' '));
      for (const word of words) if (!isNumber(word)) keep.run(word);
    },
    remove(number, words) {
      if (words.length === 0) return;
      remove.run(number, words.join(' '));
      for (const word of words)
        if (!isNumber(word) && match.get(`"${word}"`, 1) === undefined) drop.run(word);
    },
    having: (words, limit) =>
      words.length === 0 ? [] : match.all(words.map((word) => `"${word}"`).join(' AND '), limit),
    startingWith(prefixes, limit) {
      const asked = prefixes.map(spelledOut);
      if (prefixes.length === 0 || asked.includes(undefined)) return [];
      return match.all(asked.join(' AND '), limit);
    },
    soundingLike(words, limit) {
      const meant = words.map(alike);
      if (words.length === 0 || meant.some((some) => some.length === 0)) return [];
      return match.all(meant.map(anyOf).join(' AND '), limit);
    },
    clear() {
      clear.run();
      dropAll.run();
    },
  };
}
