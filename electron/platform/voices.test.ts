import { expect, test } from 'vitest';
import { createVoices } from './language.ts';

test('a voice that somebody holds calls points by their new name as soon as they have one, language by language', async () => {
  const voices = await createVoices({});
  const [english, italian] = [voices.in('en'), voices.in('it')];
  expect(english('holding.points', { count: 25 })).toBe('25 points');
  await voices.rename({ en: { one: 'bean', many: 'beans' } });
  expect(english('holding.points', { count: 25 })).toBe('25 beans');
  expect(english('holding.points', { count: 1 })).toBe('1 bean');
  expect(italian('holding.points', { count: 25 })).toBe('25 punti');
  await Promise.all([voices.rename({ en: { one: 'star', many: 'stars' } }), voices.rename({})]);
  expect(english('holding.points', { count: 25 })).toBe('25 points');
});
