import { expect, test } from 'vitest';
import { createCutFinder, type Piece } from './find-cuts.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const textOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const [esc, gs] = ['\x1b', '\x1d'];

/** The stream with a mark before each free cut, however it is cut into pieces. */
function marked(text: string, sizes: readonly number[] = [100_000]): string {
  const finder = createCutFinder();
  const pieces: Piece[] = [];
  const bytes = bytesOf(text);
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    pieces.push(...finder.feed(bytes.subarray(at, at + size)));
    at += size;
  }
  pieces.push(...finder.giveUp());
  return pieces
    .map((piece) => (piece.kind === 'cut' && piece.isFree ? '<+>' : '') + textOf(piece.bytes))
    .join('');
}

test.each([
  ['GS V 0', `${gs}V\x00`],
  ['GS V 66 n', `${gs}VB\x00`],
  ['GS V 97 n', `${gs}Va\x05`],
  ['ESC i', `${esc}i`],
  ['ESC m', `${esc}m`],
])('the knife is found behind a printed line, in one piece and byte by byte: %s', (_name, cut) => {
  for (const sizes of [[100_000], [1], [2], [3], [1, 2, 5]])
    expect(marked(`TOTALE 1,00\n${cut}NEXT\n${cut}`, sizes)).toBe(`TOTALE 1,00\n<+>${cut}NEXT\n<+>${cut}`);
});

test('the bytes of a cut within a picture, a bar code, own letters or a question are none', () => {
  const cut = `${gs}V\x00`;
  const raster = `${gs}v0\x00\x03\x00\x02\x00${cut}${cut}`;
  const graphics = `${gs}(L\x06\x00\x30\x70${cut}\x00`;
  const large = `${gs}8L\x06\x00\x00\x00${cut}${cut}`;
  const bars = `${gs}kI\x03${cut}`;
  const oldBars = `${gs}k\x04${gs}V\x00`;
  const qr = `${gs}(k\x06\x00\x31\x50\x30${cut}`;
  const columns = `${esc}*\x00\x03\x00${cut}\n`;
  for (const holder of [raster, graphics, large, bars, oldBars, qr, columns])
    for (const sizes of [[100_000], [1], [7]])
      expect(marked(`${holder}TOTALE\n${cut}`, sizes)).toBe(`${holder}TOTALE\n<+>${cut}`);
});

test.each([
  ['with letters on the line', `TOTALE`],
  ['with letters on the line that only a carriage return ended', `TOTALE\r`],
  ['in page mode', `${esc}LTOTALE\n`],
  ['with a left margin', `${gs}L\x20\x00TOTALE\n`],
  ['with a narrow page', `${gs}W\x80\x01TOTALE\n`],
  ['upside down', `${esc}{\x01TOTALE\n`],
  ['for the display', `${esc}=\x02TOTALE\n`],
  ['in a macro', `${gs}:TOTALE\n`],
  ['behind a command that nobody knows', `${gs}\x7fTOTALE\n`],
  ['behind an own kind of bar code', `${gs}C;0;1;TOTALE\n`],
])('a cut is not free %s, and free again where a fresh start undoes that', (_name, before) => {
  const cut = `${gs}V\x00`;
  expect(marked(before + cut)).toBe(before + cut);
  const again = marked(`${before}${cut}${esc}@TOTALE\n${cut}`);
  const isForGood = /nobody knows|own kind|display/.test(_name);
  expect(again).toBe(`${before}${cut}${esc}@TOTALE\n${isForGood ? '' : '<+>'}${cut}`);
});

test('what may become a cut is kept back, given up on demand, and then not free', () => {
  const finder = createCutFinder();
  expect(finder.feed(bytesOf(`TOTALE\n${gs}`)).map(({ bytes }) => textOf(bytes))).toEqual(['TOTALE\n']);
  expect(finder.keptBack()).toBe(1);
  expect(finder.feed(bytesOf('VB'))).toEqual([]);
  expect(finder.keptBack()).toBe(3);
  expect(finder.giveUp().map(({ bytes }) => textOf(bytes))).toEqual([`${gs}VB`]);
  const [rest] = finder.feed(bytesOf(`\x00`));
  expect(rest).toMatchObject({ kind: 'cut', isFree: false, bytes: Uint8Array.of(0) });
  expect(finder.feed(bytesOf(`A\n${gs}V\x00`)).at(-1)).toMatchObject({ kind: 'cut', isFree: true });
});

test('noise in any pieces comes out unchanged', () => {
  let state = 7;
  const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) >>> 16;
  for (let round = 0; round < 300; round += 1) {
    // Dense with what commands begin with.
    const noise = Array.from({ length: 400 }, () =>
      next() % 3 === 0 ? ([0x1b, 0x1d, 0x56, 0x69, 0x0a, 0x42][next() % 6] ?? 0) : next() & 0xff,
    );
    const sizes = [(next() % 9) + 1, (next() % 40) + 1, (next() % 3) + 1];
    expect(marked(textOf(Uint8Array.from(noise)), sizes).replaceAll('<+>', '')).toBe(
      textOf(Uint8Array.from(noise)),
    );
  }
});
