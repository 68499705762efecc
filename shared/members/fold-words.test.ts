import { expect, test } from 'vitest';
import { slipsBetween } from './alike.ts';
import { foldWords, ownPart, readTyped, wordsOf } from './fold-words.ts';

test.each([
  ['Kovács-Nagy  Éva', ['kovacs', 'nagy', 'eva']],
  ['Őrsi Üllő', ['orsi', 'ullo']],
  ["D'Àngelo", ['d', 'angelo']],
  ['Straße Łódź Øre', ['strasse', 'lodz', 'ore']],
  ['', []],
])('%j is compared as %j', (text, words) => {
  expect(foldWords(text)).toEqual(words);
});

test('a person is found by name, e-mail and the end of the number', () => {
  const person = { name: 'Éva Kovács', phone: '+36301234567', email: 'eva.k@freemail.hu' };
  expect(wordsOf(person)).toEqual(['76543210363', 'eva', 'freemail', 'k', 'kovacs']);
});

test.each([
  ['4567', { kind: 'phone', prefixes: ['7654'], tail: '4567' }],
  ['06 30 123 4567', { kind: 'phone', prefixes: ['765432103'], tail: null }],
  ['+36 30 123 4567', { kind: 'phone', prefixes: ['765432103'], tail: null }],
  ['12', { kind: 'phone', prefixes: [], tail: null }],
  ['kov É', { kind: 'name', prefixes: ['kov', 'e'], tail: null }],
  ['nprs', { kind: 'name', prefixes: ['nprs'], tail: 'NPRS' }],
  ['eva.k@free', { kind: 'email', prefixes: ['eva', 'k', 'free'], tail: null }],
  [' ', { kind: 'name', prefixes: [], tail: null }],
])('%j typed looks for %j', (text, typed) => {
  expect(readTyped(text)).toEqual(typed);
});

test('one number written in two ways is one', () => {
  expect(ownPart('+36 30/123-4567')).toBe(ownPart('06301234567'));
  expect(ownPart('+36301234567')).not.toBe(ownPart('+36301234568'));
});

test.each([
  ['kovacs', 'kovacs', 0],
  ['kovacs', 'kovcs', 1],
  ['kovacs', 'kovasc', 1],
  ['kovacs', 'govacs', 1],
  ['kovacs', 'kovvaccs', 2],
  ['kovacs', 'nagy', 3],
  ['', 'ab', 2],
  ['abcd', 'badc', 2],
  ['kovacs', 'vokacs', 2],
  ['peter', 'retep', 2],
])('from %j to %j are %i slips', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips);
  expect(slipsBetween(other, one)).toBe(slips);
});
