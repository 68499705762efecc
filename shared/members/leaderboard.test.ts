import { expect, test } from 'vitest';
import { foldWords, readTyped, wordsOf } from './fold-words.ts';
import { boardName, placed } from './leaderboard.ts';

const agreed = { given: true, atMs: 0, till: 'till-1', text: 'marketing-2026-11' };

test('whoever came most often is first, equals share a place, and who did not come is not on it', () => {
  const of = (id: string, visits: number) => ({ id, nickname: id, visits });
  expect(
    placed([of('d', 1), of('c', 4), of('b', 4), of('a', 9), of('e', 0)]).map(({ id, place }) => [id, place]),
  ).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 2],
    ['d', 4],
  ]);
});

test('only who agreed and told a nickname takes part, under that name', () => {
  expect(boardName({ name: 'Anna Rossi', nickname: 'Moka' })).toBeNull();
  expect(boardName({ name: 'Anna Rossi', 'board.nickname': agreed })).toBeNull();
  expect(boardName({ nickname: 'Moka', 'board.nickname': { ...agreed, given: false } })).toBeNull();
  expect(boardName({ name: 'Anna Rossi', nickname: 'Moka', 'board.nickname': agreed })).toBe('Moka');
});

test('participants are found by a word that nobody can type', () => {
  const [word] = wordsOf({ nickname: 'Moka', 'board.nickname': agreed });
  expect(wordsOf({ nickname: 'Moka' })).toEqual([]);
  expect(foldWords(word ?? '')).not.toContain(word);
  expect(readTyped(word ?? '').prefixes).not.toContain(word);
});
