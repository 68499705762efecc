import { expect, test } from 'vitest';
import { tillName } from './till-name.ts';

const till = (writer: string, name: string) => ({ writer, name, publicKey: '' });
const tills = [
  till('till-00aa11bb', 'Bar'),
  till('till-00aa22cc', 'Till 1'),
  till('till-00aa33dd', 'Till 1'),
  till('till-00aa44ee', ' '),
];

test('a till is called by its name, with its last digits where the name does not say which it is', () => {
  expect(tillName('till-00aa11bb', tills)).toBe('Bar');
  expect(tillName('till-00aa22cc', tills)).toBe('Till 1 (22CC)');
  expect(tillName('till-00aa33dd', tills)).toBe('Till 1 (33DD)');
});

test('a till without a name is its last digits, and the centre is no till', () => {
  expect(tillName('till-00aa44ee', tills)).toBe('…44EE');
  expect(tillName('till-00aa9f0e', tills)).toBe('…9F0E');
  expect(tillName('centre', tills)).toBe('…');
});
