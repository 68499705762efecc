import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { isBlack } from '../../dots/bitmap.ts';
import { createInterpreter, type InterpreterOptions } from './interpreter.ts';
import { pageToPng, type Page } from './paper.ts';

const text = (value: string): number[] => [...Buffer.from(value, 'latin1')];
const cut = [0x1d, 0x56, 66, 0];

/** Feeds the pieces and gives everything that came out. */
function run(pieces: number[][], options: Partial<InterpreterOptions> = {}) {
  const pages: Page[] = [];
  const answers: number[][] = [];
  const interpreter = createInterpreter({
    widthDots: 96,
    headToKnifeDots: 40,
    onPage: (page) => pages.push(page),
    onAnswer: (bytes) => answers.push([...bytes]),
    ...options,
  });
  for (const piece of pieces) interpreter.feed(Uint8Array.from(piece));
  return { pages, answers, interpreter };
}

/** The page as rows of # and blanks, without the white above. */
const ink = (page: Page | undefined): string[] => {
  if (!page) return [];
  const rows = Array.from({ length: page.heightDots }, (_, y) =>
    Array.from({ length: page.widthDots }, (_, x) => (isBlack(page, x, y) ? '#' : ' ')).join(''),
  );
  return rows.slice(rows.findIndex((row) => row.includes('#')));
};

test('a page begins behind the knife and ends at it when the cut feeds first', () => {
  const { pages } = run([[...text('Hello\n'), ...cut]]);
  expect(pages).toHaveLength(1);
  expect(pages[0]).toMatchObject({ widthDots: 96, heightDots: 70, lines: ['Hello'] });
});

test('a cut without a feed goes through the last lines, which stay with the next page', () => {
  const { pages } = run([[...text('one\ntwo\nthree\n'), 0x1d, 0x56, 1, ...text('four\n'), ...cut]]);
  expect(pages.map((page) => page.lines)).toEqual([
    ['one', 'two'],
    ['three', 'four'],
  ]);
});

test('letters stand left, in the middle or at the right edge, in the size that was set', () => {
  const heading = [0x1b, 0x61, 1, 0x1d, 0x21, 0x11, ...text('HI\n')];
  const right = [0x1d, 0x21, 0, 0x1b, 0x61, 2, ...text('end\n')];
  const { pages } = run([[...heading, ...right, ...cut]]);
  const rows = ink(pages[0]);
  const columns = (row: string): number[] => [row.indexOf('#'), row.lastIndexOf('#')];
  const [first = -1, last = -1] = columns(rows[0] ?? '');
  expect(first).toBeGreaterThanOrEqual(24);
  expect(last).toBeLessThan(72);
  expect(
    Math.min(...rows.slice(48).map((row) => (row.includes('#') ? row.indexOf('#') : 96))),
  ).toBeGreaterThanOrEqual(60);
  expect(pages[0]?.lines).toEqual(['HI', 'end']);
});

test('the chosen code page decides what a byte looks like', () => {
  const { pages } = run([
    [
      0x8b,
      0x1b,
      0x74,
      18,
      0x8b,
      0x1b,
      0x74,
      16,
      0x80,
      0x1b,
      0x74,
      19,
      0xd5,
      0x1b,
      0x74,
      99,
      0x8b,
      0x0a,
      ...cut,
    ],
  ]);
  expect(pages[0]?.lines).toEqual(['ïő€€\ufffd']);
});

test('a line that is too long goes on in the next one', () => {
  const { pages } = run([[...text('123456789\n'), ...cut]]);
  expect(pages[0]?.lines).toEqual(['12345678', '9']);
});

test('ESC @ forgets what waits and every setting', () => {
  const { pages } = run([[0x1d, 0x21, 0x22, ...text('XY'), 0x1b, 0x40, ...text('kept\n'), ...cut]]);
  expect(pages[0]).toMatchObject({ lines: ['kept'], heightDots: 70 });
});

test('a picture is printed dot by dot where the alignment puts it', () => {
  const { pages } = run([[0x1b, 0x61, 1, 0x1d, 0x76, 0x30, 0, 1, 0, 2, 0, 0x81, 0xff, ...cut]]);
  expect(ink(pages[0])).toEqual([
    `${' '.repeat(44)}#      #${' '.repeat(44)}`,
    `${' '.repeat(44)}########${' '.repeat(44)}`,
  ]);
});

test('the same page comes out wherever the stream is split', () => {
  const settings = [0x1b, 0x40, 0x1b, 0x61, 1, 0x1b, 0x45, 1, 0x1d, 0x21, 0x10, 0x1b, 0x74, 18];
  const letters = [...text('F'), 0xfb, ...text('t\n'), 0x1b, 0x2d, 1, ...text('u\n')];
  const feeds = [0x1b, 0x4a, 9, 0x1b, 0x64, 2];
  const picture = [0x1d, 0x76, 0x30, 0, 2, 0, 3, 0, 1, 2, 4, 8, 16, 32];
  const others = [0x1b, 0x70, 0, 25, 250, 0x10, 0x04, 1, 0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...text('0007')];
  const job = [...settings, ...letters, ...feeds, ...picture, ...others, ...cut];
  const whole = run([job]);
  expect(whole.pages).toHaveLength(1);
  for (let at = 1; at < job.length; at += 1) {
    const split = run([job.slice(0, at), job.slice(at)]);
    expect(split.pages).toEqual(whole.pages);
    expect(split.answers).toEqual(whole.answers);
  }
});

test('a process id is echoed, and the paper question answered, in their turn', () => {
  const ask = [0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...text('0042'), 0x1d, 0x72, 1];
  expect(run([ask], { paperSensor: () => 0x0c }).answers).toEqual([[0x37, 0x22, ...text('0042'), 0], [0x0c]]);
});

test('drawer kicks are noted, and commands of other printers are skipped whole', () => {
  const qr = [0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0];
  const { interpreter, pages } = run([
    [0x1b, 0x70, 1, 25, 250, ...qr, 0x1b, 0x4d, 0x41, 0x1d, 0x42, 0x42, ...text('ok\n'), ...cut],
  ]);
  expect(interpreter.kicks).toEqual([5]);
  expect(interpreter.unknownCommands).toEqual([Buffer.from(qr).toString('hex'), '1b4d41', '1d4242']);
  expect(pages[0]?.lines).toEqual(['ok']);
});

test('what was printed and not cut can be torn off', () => {
  const { interpreter } = run([text('half a line')], { widthDots: 384 });
  expect(interpreter.tearOff()?.lines).toEqual(['half a line']);
  expect(interpreter.tearOff()).toBeUndefined();
});

test('it garbles what a printer garbles: letters of the wrong code page after the cut of a naive builder', () => {
  const builder = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' });
  builder.setCharacterSet(CharacterSet.PC852_LATIN2);
  builder.println('őű');
  builder.cut();
  builder.println('őű');
  builder.cut();
  const { pages } = run([[...builder.getBuffer()]]);
  expect(pages.map((page) => page.lines.find((line) => line !== ''))).toEqual(['őű', 'ï√']);
});

test('the picture of a page has one pixel for each dot, black on white', () => {
  const { pages } = run([[0x1d, 0x76, 0x30, 0, 1, 0, 1, 0, 0xa0, ...cut]]);
  const [page] = pages;
  expect(page).toBeDefined();
  const png = PNG.sync.read(Buffer.from(page ? pageToPng(page) : []));
  expect([png.width, png.height]).toEqual([96, page?.heightDots]);
  const red = (x: number, y: number): number | undefined => png.data[(y * 96 + x) * 4];
  const y = 40;
  expect([red(0, y), red(1, y), red(2, y), red(3, y), red(0, y - 1)]).toEqual([0, 255, 0, 255, 255]);
});
