import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Fact } from '#shared/ledger/events.ts';
import { changeProfile, personOf, type PersonChanges } from '#shared/members/profile.ts';
import { sealProfile, type SealedProfile } from '#shared/members/sealed-profile.ts';
import { findMembers } from '#electron/members/find-members.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { nodeSealer } from '#electron/platform/sealer.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openStore, type Store } from './store.ts';

let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
const file = () => path.join(folder.dir, 'till.db');
const [anna, bela, csilla] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)];
const said = { by: 'till-1', nowMs: 1_795_000_000_000 };
const erase = (walletId: string): Fact => ({ type: 'MemberErased', body: { walletId, by: 'owner' } });
const commit = (...facts: Fact[]) => store.commit({ facts, time: { atMs: said.nowMs, day: '2026-11-22' } });
const elsewhere = (walletId: string, person: PersonChanges, nowMs = said.nowMs): SealedProfile =>
  sealProfile(walletId, nodeSealer.newKey(), changeProfile({}, person, { by: 'till-2', nowMs }), nodeSealer);
const known = (walletId: string) => personOf(store.profiles.read(walletId) ?? {});

beforeEach(() => {
  folder = temporaryFolder();
  store = openStore(file(), nodeMachine);
});
afterEach(() => {
  store.close();
  folder.remove();
});

test('what was said of a person is there after a restart, and no part of it can be read in the file but the words to find it', () => {
  store.profiles.change(
    anna,
    { name: 'Éva Kovács', note: 'Nusstorte-allergisch', phone: '+36301234567' },
    said,
  );
  store.close();
  store = openStore(file(), nodeMachine);
  expect(known(anna)).toEqual({ name: 'Éva Kovács', note: 'Nusstorte-allergisch', phone: '+36301234567' });
  expect(onDisk().includes('Nusstorte')).toBe(false);
  expect(onDisk().includes('Éva')).toBe(false);
});

test('a person is found by what they are called now and no longer by what they were called', () => {
  store.profiles.change(anna, { name: 'Éva Kovács' }, said);
  store.profiles.change(bela, { name: 'Béla Kovalik', phone: '+36301234567' }, said);
  expect(store.profiles.startingWith(['kov'], 20)).toEqual([anna, bela]);
  expect(store.profiles.startingWith(['kov', 'ev'], 20)).toEqual([anna]);
  expect(store.profiles.startingWith(['7654'], 20)).toEqual([bela]);
  store.profiles.change(anna, { name: 'Éva Nagy' }, said);
  expect(store.profiles.startingWith(['kov'], 20)).toEqual([bela]);
  expect(store.profiles.startingWith(['nagy'], 20)).toEqual([anna]);
  expect(store.profiles.startingWith([], 20)).toEqual([]);
});

test('who takes part in the leaderboard is noted with every profile, and found by nobody who types', () => {
  const agreed = { given: true, atMs: said.nowMs, till: 'till-1', text: 'marketing-2026-11' };
  store.profiles.change(anna, { name: 'Éva Kovács', nickname: 'Ev', 'board.nickname': agreed }, said);
  store.profiles.change(bela, { name: 'Boardman Béla' }, said);
  store.profiles.learn(
    [elsewhere(csilla, { name: 'Csilla', nickname: 'Cs', 'board.nickname': agreed })],
    'c',
    false,
  );
  const takePart = () => store.profiles.board.page('2026-11', '', 20);
  for (const text of ['board', ':board', '·board', 'Board ', 'boarb', 'boa', ':b']) {
    const { found } = findMembers(store, { text, typos: true });
    expect(found.map(({ walletId }) => walletId).filter((one) => one === anna)).toEqual([]);
  }
  expect(findMembers(store, { text: 'boar', typos: false }).found).toHaveLength(1);
  expect(takePart()).toEqual([
    { id: anna, visits: 0 },
    { id: csilla, visits: 0 },
  ]);
  store.rebuild();
  expect(takePart()).toHaveLength(2);
  store.profiles.change(csilla, { nickname: null }, said);
  expect(takePart().map(({ id }) => id)).toEqual([anna]);
  commit(erase(anna));
  expect(takePart()).toEqual([]);
  expect(store.profiles.board.takesPart(anna)).toBe(false);
});

test('who takes part is found out anew where the index is of another making', () => {
  const agreed = { given: true, atMs: said.nowMs, till: 'till-1', text: 'marketing-2026-11' };
  store.profiles.change(anna, { nickname: 'Ev', 'board.nickname': agreed }, said);
  store.profiles.change(bela, { name: 'Béla' }, said);
  store.setPlace('member-words', 'of an older making');
  store.close();
  const db = new Database(file());
  db.exec('DELETE FROM board_member');
  db.prepare('INSERT INTO board_member (wallet_id) VALUES (?)').run(bela);
  db.close();
  store = openStore(file(), nodeMachine);
  expect(store.profiles.board.page('2026-11', '', 20)).toEqual([{ id: anna, visits: 0 }]);
});

test('a name that two have is found until the last of them is called something else', () => {
  store.profiles.change(anna, { name: 'Éva Kovács' }, said);
  store.profiles.change(bela, { name: 'Béla Kovács' }, said);
  expect(store.profiles.startingWith(['kovac', 'bel'], 20)).toEqual([bela]);
  store.profiles.change(anna, { name: 'Éva Nagy' }, said);
  expect(store.profiles.startingWith(['kovac'], 20)).toEqual([bela]);
  expect(store.profiles.soundingLike(['kovasc'], 20)).toEqual([bela]);
  store.profiles.change(bela, { name: 'Béla Nagy' }, said);
  expect(store.profiles.startingWith(['kovac'], 20)).toEqual([]);
});

test('a beginning that very many words have is found as well', () => {
  const some = Array.from({ length: 60 }, (_, index) =>
    elsewhere(index.toString(16).padStart(32, '0'), { name: `Kovacs${index} Anna` }),
  );
  store.profiles.learn(some, 'c', false);
  expect(store.profiles.startingWith(['kovacs'], 100)).toHaveLength(60);
  expect(store.profiles.startingWith(['kovacs5', 'anna'], 100)).toHaveLength(11);
});

test('a mistyped name is found when it is asked for', () => {
  store.profiles.change(anna, { name: 'Éva Kovács' }, said);
  expect(store.profiles.startingWith(['kovcas'], 20)).toEqual([]);
  for (const typed of [['kovcas'], ['okvacs'], ['kovacs', 'evva'], ['kowaccs']])
    expect(store.profiles.soundingLike(typed, 20), typed.join(' ')).toEqual([anna]);
  expect(store.profiles.soundingLike(['nagy'], 20)).toEqual([]);
});

test('erasing somebody destroys key, profile and words, and overwrites them in the file', () => {
  store.profiles.change(anna, { name: 'Zsófia Unikat', email: 'quendel@freemail.hu' }, said);
  store.profiles.change(bela, { name: 'Béla' }, said);
  const [kept] = store.profiles.toSend(1).profiles;
  const key = Buffer.from(kept?.key ?? '', 'hex');
  expect(onDisk().includes(key)).toBe(true);
  // Beginnings have indexes of their own.
  const beginnings = ['zsof', 'unik', 'quen'];
  const left = () => beginnings.filter((one) => onDisk().includes(one));
  expect(left()).toEqual(beginnings);
  commit(erase(anna));
  expect(known(anna)).toEqual({});
  for (const words of [['zsofia'], ['unikat'], ['quendel']]) {
    expect(store.profiles.startingWith(words, 20)).toEqual([]);
    expect(store.profiles.soundingLike(words, 20)).toEqual([]);
  }
  expect(onDisk().includes(key)).toBe(false);
  expect(onDisk().includes(Buffer.from(kept?.sealed ?? '', 'base64'))).toBe(false);
  expect(left()).toEqual([]);
  expect(known(bela)).toEqual({ name: 'Béla' });
});

test('who was erased stays so, whatever is said or told of them afterwards', () => {
  commit(erase(anna));
  store.profiles.change(anna, { name: 'Éva' }, said);
  store.profiles.learn([elsewhere(anna, { name: 'Éva' })], 'c', false);
  expect(known(anna)).toEqual({});
  expect(store.profiles.count()).toBe(0);
});

test('who was erased at another till is erased here when the story tells it', () => {
  store.profiles.change(anna, { name: 'Éva' }, said);
  const columns = ['wallet_id', 'enrolled_day', 'visits', 'spent_minor', 'last_seen_day', 'erased_at'];
  const row = (walletId: string, erasedAt: number | null) => [
    walletId,
    '2026-01-01',
    1,
    1,
    '2026-01-01',
    erasedAt,
  ];
  store.learn([{ table: 'members', columns, rows: [row(anna, null)] }], 'c1');
  expect(known(anna)).toEqual({ name: 'Éva' });
  store.learn([{ table: 'members', columns, rows: [row(anna, 5)] }], 'c2');
  expect(known(anna)).toEqual({});
  expect(store.profiles.startingWith(['eva'], 20)).toEqual([]);
});

test('what the centre tells is merged with what was said here, and only what it lacks is sent', () => {
  store.profiles.change(anna, { name: 'Éva' }, said);
  const first = store.profiles.toSend(10);
  store.profiles.sent(first.upTo);
  store.profiles.learn(first.profiles, 'c1', false);
  expect(store.profiles.toSend(10).profiles).toEqual([]);
  store.profiles.learn(
    [elsewhere(anna, { phone: '123456' }), elsewhere(bela, { name: 'Béla' })],
    'c2',
    false,
  );
  expect(known(anna)).toEqual({ name: 'Éva', phone: '123456' });
  expect(store.profiles.startingWith(['bela'], 20)).toEqual([bela]);
  expect(store.profiles.toSend(10).profiles.map(({ walletId }) => walletId)).toEqual([anna]);
  expect(store.profiles.learnedTo()).toBe('c2');
});

test('what is changed while it is sent is sent again, and a centre that starts over is sent everything', () => {
  store.profiles.change(anna, { name: 'Éva' }, said);
  const { upTo } = store.profiles.toSend(10);
  store.profiles.change(anna, { name: 'Éva Kovács' }, said);
  store.profiles.sent(upTo);
  expect(store.profiles.toSend(10).profiles.map(({ walletId }) => walletId)).toEqual([anna]);
  store.profiles.sent(store.profiles.toSend(10).upTo);
  store.profiles.learn([elsewhere(bela, { name: 'Béla' })], 'c1', false);
  expect(store.profiles.toSend(10).profiles).toEqual([]);
  store.profiles.learn([elsewhere(csilla, { name: 'Csilla' })], 'c2', true);
  expect(store.profiles.toSend(10).profiles.map(({ walletId }) => walletId)).toEqual([anna, bela]);
});

test('an erased change does not hide the next one from being sent', () => {
  store.profiles.change(anna, { name: 'Éva' }, said);
  store.profiles.sent(store.profiles.toSend(10).upTo);
  commit(erase(anna));
  store.profiles.change(bela, { name: 'Béla' }, said);
  expect(store.profiles.toSend(10).profiles.map(({ walletId }) => walletId)).toEqual([bela]);
});

test('programs are told the day of a birthday and nothing else of the person', () => {
  commit({ type: 'MemberEnrolled', body: { walletId: anna } });
  expect(store.look.memberFacts(anna).birthday).toBeNull();
  store.profiles.change(anna, { name: 'Éva', birthday: '1980-11-22' }, said);
  expect(store.look.memberFacts(anna).birthday).toBe('11-22');
  expect(JSON.stringify(store.look.memberFacts(anna))).not.toMatch(/Éva|1980/);
});

test('a member has all the cards that were ever attached, and is found by the end of each', () => {
  const card = (id: string, tail: string): Fact => ({
    type: 'CardAttached',
    body: { cardId: id.repeat(64), walletId: anna, tail, format: 'member-card' },
  });
  commit(card('1', 'NPRS'), card('2', 'XXBB'), {
    type: 'CardBlocked',
    body: { cardId: '1'.repeat(64), reason: 'lost' },
  });
  expect(store.profiles.cardsOf(anna).map(({ tail, blocked }) => [tail, blocked])).toEqual([
    ['NPRS', true],
    ['XXBB', false],
  ]);
  expect(store.profiles.withCardEnding('XXBB', 20)).toEqual([anna]);
  expect(store.profiles.withCardEnding('XXB', 20)).toEqual([]);
});

/** Everything that a thief of the disk would find, the write-ahead log included. */
const onDisk = (): Buffer =>
  Buffer.concat([file(), `${file()}-wal`].filter((one) => existsSync(one)).map((one) => readFileSync(one)));
