import { expect, test } from 'vitest';
import { plainTillName } from './till-name.ts';

const till = (writer: string, name: string) => ({ writer, name, publicKey: '' });
const tills = [
  till('till-00aa11bb', 'Bar'),
  till('till-00aa22cc', 'Till 1'),
  till('till-00aa33dd', 'Till 1'),
];

test('people are told its last digits where a name does not say which it is', () => {
  expect(plainTillName('till-00aa11bb', tills)).toEqual({ name: 'Bar', number: '11BB' });
  expect(plainTillName('till-00aa33dd', tills)).toEqual({ name: 'Till 1 (33DD)', number: '33DD' });
  expect(plainTillName('till-00aa9f0e', tills)).toEqual({ name: '', number: '9F0E' });
});
