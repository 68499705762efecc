import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { knownRows } from './known.ts';
import { openStore } from './store.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const fileOf = (): string => path.join(folder.dir, 'till.db');
const card = (letter: string) => ({
  card_id: letter.repeat(64),
  wallet_id: letter.repeat(32),
  tail: `000${letter}`,
});

/** The indexes of what is known of the others, as the file has them. */
function indexes(): string[] {
  const db = new Database(fileOf(), { readonly: true });
  try {
    return db
      .prepare<[], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name LIKE 'known%' AND sql IS NOT NULL ORDER BY name`,
      )
      .pluck()
      .all();
  } finally {
    db.close();
  }
}

test('what is learned from the beginning is learned without indexes, is found all the same, and gets them at the end one by one', () => {
  const store = openStore(fileOf(), nodeMachine);
  const whole = indexes();
  expect(whole).toContain('known_cards_by_wallet_id');
  store.learn([knownRows('cards', [card('a')])], 'one', true);
  store.learn([knownRows('cards', [card('b')])], 'two');
  expect(indexes()).toEqual([]);
  expect(store.look.card('b'.repeat(64))?.walletId).toBe('b'.repeat(32));
  expect(store.profiles.cardsOf('a'.repeat(32))).toMatchObject([{ tail: '000a' }]);
  const turns = whole.map(() => store.indexLearned());
  expect(turns).toEqual(whole.map((_, turn) => turn < whole.length - 1));
  expect(indexes()).toEqual(whole);
  expect(store.indexLearned()).toBe(false);
  store.close();
});

test('a till that ended while it learned makes the missing indexes when it has read on to the end', () => {
  const store = openStore(fileOf(), nodeMachine);
  const whole = indexes();
  store.learn([knownRows('cards', [card('a')])], 'one', true);
  store.indexLearned();
  store.close();
  const again = openStore(fileOf(), nodeMachine);
  again.learn([knownRows('cards', [card('b')])], 'two');
  while (again.indexLearned());
  expect(indexes()).toEqual(whole);
  again.close();
});
