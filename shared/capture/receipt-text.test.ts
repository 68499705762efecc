import { expect, test } from 'vitest';
import { createReceiptReader, type CharacterIn } from './receipt-text.ts';

const esc = (...rest: (string | number)[]) => bytes(0x1b, ...rest);
const gs = (...rest: (string | number)[]) => bytes(0x1d, ...rest);
const bytes = (...parts: (string | number)[]): number[] =>
  parts.flatMap((part) => (typeof part === 'number' ? [part] : [...part].map((one) => one.charCodeAt(0))));

const named: CharacterIn = (page, byte) => `<${page ?? '-'}:${byte.toString(16)}>`;

/** What is read, with `|` where the knife went, from pieces of this size. */
function read(stream: readonly number[], pieceLength = stream.length): string[] {
  const heard: string[] = [];
  const reader = createReceiptReader(
    { line: (text) => heard.push(text), picture: () => heard.push('#'), cut: () => heard.push('|') },
    named,
  );
  for (let at = 0; at < stream.length; at += pieceLength)
    reader.feed(Uint8Array.from(stream.slice(at, at + pieceLength)));
  reader.endLine();
  return heard;
}

const whole = [
  ...esc('@'),
  ...esc('!', 0x30),
  ...bytes('BAR ROMA\r\n'),
  ...gs('!', 0x11),
  ...esc('a', 1),
  ...bytes('Caff', 0x8a, '\n'),
  ...esc('t', 19),
  ...bytes('TOTALE', 0x09, 0xd5, ' 2,40\n'),
  ...gs('v0', 0, 3, 0, 2, 0, 0x0a, 0x1b, 0x0a, 0x41, 0x0a, 0x42),
  ...gs('k', 73, 4, '{B12'),
  ...gs('k', 4, 'AB', 0),
  ...gs('(k', 4, 0, '1A20'),
  ...esc('*', 33, 1, 0, 0x0a, 0x0a, 0x0a),
  ...esc('$', 10, 0),
  ...bytes('GRAZIE'),
  ...esc('d', 4),
  ...esc('p', 0, 25, 250),
  ...bytes(0x10, 0x04, 1),
  ...gs('V', 66, 0),
  ...bytes('COPIA\n'),
  ...esc('i'),
];

test('letters are read, sizes and pictures and bar codes passed over, and the knife parts the papers', () => {
  expect(read(whole)).toEqual([
    'BAR ROMA',
    'Caff<-:8a>',
    'TOTALE <19:d5> 2,40',
    '#',
    '#',
    ' GRAZIE',
    '|',
    'COPIA',
    '|',
  ]);
});

test.each([1, 2, 3, 5, 7, 11])('in pieces of %i bytes the same is read', (length) => {
  expect(read(whole, length)).toEqual(read(whole));
});

test('what a printer would forget is not read, and a line without an end is broken', () => {
  expect(read([...bytes('TOTALE 9,99'), ...esc('@'), ...bytes('TOTALE 1,00\n')])).toEqual(['TOTALE 1,00']);
  expect(read(bytes('x'.repeat(500))).map(({ length }) => length)).toEqual([240, 240, 20]);
});

test('a command cut off in the middle says nothing, and no byte makes it fail', () => {
  expect(read(gs('v0', 0, 255, 255, 255, 255, 'TOTALE 1,00\n'))).toEqual(['#']);
  for (let byte = 0; byte < 256; byte += 1)
    expect(() => read([0x1b, byte, 0x1d, byte, 0x1c, byte, 0x10, byte, 0xff, 0, byte])).not.toThrow();
});
