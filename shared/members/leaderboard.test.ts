import { expect, test } from 'vitest';
import { boardName, createRanking, type Came } from './leaderboard.ts';

const agreed = { given: true, atMs: 0, till: 'till-1', text: 'marketing-2026-11' };
const ranked = (most: number, ...came: Came[]) => {
  const ranking = createRanking(most);
  came.forEach(ranking.add);
  return ranking;
};

test('whoever came most often is first, equals share a place, and who did not come is not on it', () => {
  const of = (id: string, visits: number) => ({ id, visits });
  const ranking = ranked(10, of('d', 1), of('c', 4), of('b', 4), of('a', 9), of('e', 0));
  expect(ranking.first().map(({ id, place }) => [id, place])).toEqual([
    ['a', 1],
    ['b', 2],
    ['c', 2],
    ['d', 4],
  ]);
  expect(ranking.placeOf(4)).toEqual({ place: 2, of: 4, shared: true });
  expect(ranking.placeOf(1)).toEqual({ place: 4, of: 4, shared: false });
  expect(ranking.placeOf(0)).toBeNull();
});

test('of very many it keeps the first in order, and knows the place of all', () => {
  const came = Array.from({ length: 1_500 }, (_, index) => ({
    id: `m${String(index).padStart(4, '0')}`,
    visits: ((index * 7) % 1_500) + 1,
  }));
  const ranking = ranked(5, ...came);
  const inOrder = came.toSorted((one, other) => other.visits - one.visits);
  expect(ranking.first()).toEqual(inOrder.slice(0, 5).map((one, index) => ({ ...one, place: index + 1 })));
  expect(ranking.of()).toBe(1_500);
  for (const [index, { visits }] of inOrder.entries())
    expect(ranking.placeOf(visits)).toEqual({ place: index + 1, of: 1_500, shared: false });
});

test('only who agreed and told a nickname takes part, under that name', () => {
  expect(boardName({ name: 'Anna Rossi', nickname: 'Moka' })).toBeNull();
  expect(boardName({ name: 'Anna Rossi', 'board.nickname': agreed })).toBeNull();
  expect(boardName({ nickname: 'Moka', 'board.nickname': { ...agreed, given: false } })).toBeNull();
  expect(boardName({ name: 'Anna Rossi', nickname: 'Moka', 'board.nickname': agreed })).toBe('Moka');
});
