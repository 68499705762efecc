import { expect, test } from 'vitest';
import { ago, bareAmount, spokenAmount, unitName } from './wording.ts';
import { createTexts, languageFor } from './texts.ts';

const speech = (language: 'en' | 'it' | 'hu') => {
  const { t } = createTexts(language);
  const say = (key: string, params?: Record<string, string | number>) => t(key, { ...params });
  const stars = { en: { one: 'star', many: 'stars' }, hu: { one: 'csillag', many: 'csillagok' } };
  return { language, say, ownPoints: { 'points:stars': stars } };
};

test('the first language of the browser that we speak is spoken, else English', () => {
  expect(languageFor(['de-DE', 'hu', 'en'])).toBe('hu');
  expect(languageFor(['IT-ch'])).toBe('it');
  expect(languageFor(['constructor', 'de'])).toBe('en');
});

test('money is said as money, all else as a count, with the plural of the language', () => {
  expect(bareAmount('credit:EUR', 2_200, speech('en'))).toBe('€22.00');
  expect(spokenAmount('points:points', 1, speech('en'))).toBe('1 point');
  expect(spokenAmount('points:points', 12_345, speech('en'))).toBe('12,345 points');
  expect(spokenAmount('stamps:coffee', 3, speech('it'))).toBe('3 timbri');
  expect(spokenAmount('coupon:coffee', 3, speech('hu'))).toBe('3 kupon');
  expect(unitName('stamps:coffee', speech('en'))).toBe('Stamps · coffee');
});

test('points are called as their program calls them, in the languages in which it does', () => {
  expect(spokenAmount('points:stars', 1, speech('en'))).toBe('1 star');
  expect(spokenAmount('points:stars', 12_345, speech('en'))).toBe('12,345 stars');
  expect(spokenAmount('points:stars', 3, speech('hu'))).toBe('3 csillag');
  expect(spokenAmount('points:stars', 3, speech('it'))).toBe('3 punti');
  expect(unitName('points:stars', speech('en'))).toBe('Points · stars');
  expect(unitName('points:points', speech('en'))).toBe('Points');
});

test('how long ago is said in the largest unit that says something, and never lies in the future', () => {
  const now = 1_795_000_000_000;
  expect(ago(now - 5_000, now, 'en')).toBe('now');
  expect(ago(now - 150_000, now, 'en')).toBe('3 minutes ago');
  expect(ago(now - 7_300_000, now, 'en')).toBe('2 hours ago');
  expect(ago(now - 90_000_000, now, 'en')).toBe('yesterday');
  expect(ago(now + 90_000, now, 'en')).toBe('now');
});
