import { expect, test } from 'vitest';
import { ordinal } from './ordinal.ts';

test('a place is written as each language writes it, the elevenths to thirteenths too', () => {
  const places = [1, 2, 3, 4, 8, 11, 12, 13, 21, 22, 103, 111, 1_001];
  expect(places.map((place) => ordinal(place, 'en'))).toEqual(
    '1st 2nd 3rd 4th 8th 11th 12th 13th 21st 22nd 103rd 111th 1001st'.split(' '),
  );
  expect([1, 8, 11].map((place) => ordinal(place, 'it'))).toEqual(['1º', '8º', '11º']);
  expect([1, 5, 11].map((place) => ordinal(place, 'hu'))).toEqual(['1.', '5.', '11.']);
});
