import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { foldWords, readTyped, wordsOf } from '#shared/members/fold-words.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { somePerson } from '#test/bench/search/some-person.ts';
import { seeded } from '#test/support/seeded.ts';
import { createMemberWords, indexedLetters } from './member-words.ts';
import { openDatabase, type Db } from './open-database.ts';

let folder: ReturnType<typeof temporaryFolder>;
let db: Db;
beforeEach(() => {
  folder = temporaryFolder();
  ({ db } = openDatabase(path.join(folder.dir, 'till.db')));
});
afterEach(() => {
  db.close();
  folder.remove();
});

test('however many letters are typed, the answer is the first of those whose words begin so, in the order they became known', () => {
  const chance = seeded(7);
  const everybody = Array.from({ length: 3_000 }, () => wordsOf(somePerson(chance)));
  const index = createMemberWords(db);
  db.transaction(() => everybody.forEach((words, at) => index.add(at + 1, words)))();
  const most = 21;
  const lookedThrough = (prefixes: readonly string[]): number[] =>
    everybody
      .flatMap((words, at) =>
        prefixes.every((prefix) => words.some((word) => word.startsWith(prefix))) ? [at + 1] : [],
      )
      .slice(0, most);
  const someone = Array.from({ length: 40 }, () => somePerson(chance));
  const typed = someone.flatMap(({ name, email, phone }) => [
    name,
    foldWords(name).reverse().join(' '),
    email,
    phone.slice(-7),
  ]);
  const different = new Set(
    typed.flatMap((text) => Array.from(text, (_, at) => readTyped(text.slice(0, at + 1)).prefixes.join(' '))),
  );
  different.delete('');
  expect(different.size).toBeGreaterThan(1_000);
  for (const text of different) {
    const prefixes = text.split(' ');
    expect(index.startingWith(prefixes, most), text).toEqual(lookedThrough(prefixes));
  }
});

test('every beginning that is asked for in one piece has an index of its own', () => {
  const made = db
    .prepare<[], string>("SELECT sql FROM sqlite_schema WHERE name = 'member_words'")
    .pluck()
    .get();
  const lengths = Array.from({ length: indexedLetters }, (_, at) => at + 1);
  expect(made).toContain(`prefix='${lengths.join(' ')}'`);
});
