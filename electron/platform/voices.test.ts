import { expect, test } from 'vitest';
import { createVoices } from './language.ts';

test('a voice that somebody holds calls points by their new name as soon as they have one, language by language', async () => {
  const voices = await createVoices({ points: {}, ownPoints: {} });
  const [english, italian] = [voices.in('en'), voices.in('it')];
  expect(english('holding.points', { count: 25 })).toBe('25 points');
  await voices.rename({ points: { en: { one: 'bean', many: 'beans' } }, ownPoints: {} });
  expect(english('holding.points', { count: 25 })).toBe('25 beans');
  expect(english('holding.points', { count: 1 })).toBe('1 bean');
  expect(italian('holding.points', { count: 25 })).toBe('25 punti');
  const stars = { en: { one: 'star', many: 'stars' } };
  await voices.rename({ points: {}, ownPoints: { 'points:stars': stars } });
  expect(english('holding.points', { count: 25, pointsOf: 'points:stars' })).toBe('25 stars');
  expect(english('holding.points', { count: 1, pointsOf: 'points:stars' })).toBe('1 star');
  expect(english('holding.points', { count: 25, pointsOf: 'points:other' })).toBe('25 points');
  expect(english('holding.points', { count: 25 })).toBe('25 points');
  // A language in which it has no name calls it as the shop does.
  expect(italian('holding.points', { count: 25, pointsOf: 'points:stars' })).toBe('25 punti');
  const plain = { points: {}, ownPoints: {} };
  await Promise.all([voices.rename({ ...plain, points: stars }), voices.rename(plain)]);
  expect(english('holding.points', { count: 25 })).toBe('25 points');
});
