import { expect, test } from 'vitest';
import { createInterpreter } from '#electron/devices/drivers/virtual-printer/interpreter.ts';
import type { Page } from '#electron/devices/drivers/virtual-printer/paper.ts';
import { isBlack } from '#electron/devices/dots/bitmap.ts';
import { line, type Block } from '#shared/print/document.ts';
import { paper58, paper80 } from '#test/rigs/printer-rig.ts';
import type { PrinterModel } from './printer-model.ts';
import { documentToEscpos, separatorEscpos } from './to-escpos.ts';

const bytesOf = (blocks: Block[], model: PrinterModel = paper58): number[] => [
  ...documentToEscpos({ title: 'test', blocks }, model),
];
const hex = (bytes: number[]): string => Buffer.from(bytes).toString('hex');

function paperOf(bytes: number[], widthDots = 384): { page: Page; unknownCommands: readonly string[] } {
  const pages: Page[] = [];
  const interpreter = createInterpreter({ widthDots, onPage: (page) => pages.push(page) });
  interpreter.feed(Uint8Array.from(bytes));
  const [page] = pages;
  if (!page || pages.length > 1) throw new Error(`${pages.length} pages came out`);
  return { page, unknownCommands: interpreter.unknownCommands };
}
const printed = (blocks: Block[], model: PrinterModel = paper58): Page =>
  paperOf(bytesOf(blocks, model), model.widthDots).page;
const picture = '1d763000';

test('a plain page is exactly these bytes: start, centre, size, text, feed, feed to the knife and cut', () => {
  expect(hex(bytesOf([line('Hi', { align: 'center', scale: 2, bold: true }), line('plain')]))).toBe(
    [
      '1b40',
      '1b61011b45011d2111',
      hex([0x1b, 0x74, 19, 0x48, 0x69]),
      '0a',
      '1b61001b45001d2100',
      hex([...Buffer.from('plain')]),
      '0a0a0a',
      '1d564200',
    ].join(''),
  );
});

test('every letter of our languages is printed as text, with the page changed within the line', () => {
  const bytes = bytesOf([line('€ à è ő ű Ł ’')]);
  expect(hex(bytes)).not.toContain(picture);
  expect(hex(bytes)).toContain(
    hex([0x1b, 0x74, 19, 0xd5, 0x20, 0x85, 0x20, 0x8a, 0x20, 0x1b, 0x74, 18, 0x8b]),
  );
  expect(printed([line('€ à è ő ű Ł ’')]).lines[0]).toBe('€ à è ő ű Ł ’');
});

test('every page starts from a known code page, whatever the page before had chosen', () => {
  const job = bytesOf([line('őű')]);
  const pages: Page[] = [];
  const interpreter = createInterpreter({ widthDots: 384, onPage: (page) => pages.push(page) });
  interpreter.feed(Uint8Array.from([...job, ...job]));
  expect(pages.map((page) => page.lines[0])).toEqual(['őű', 'őű']);
});

test('a line with a letter of no page becomes a picture, with a box for what has no glyph', () => {
  const bytes = bytesOf([line('before'), line('kanji 漢 here'), line('after')]);
  expect(hex(bytes)).toContain(picture);
  const page = paperOf(bytes).page;
  expect(page.lines.slice(0, 2)).toEqual(['before', 'after']);
  expect(inkWithin(page, 6 * 12, 96 + 30, 12, 24)).toBeGreaterThan(40);
});

test('a drawn line stands exactly where the printer would have set it', () => {
  const narrow = { ...paper58, codePages: [{ name: 'cp437', escT: 0 }] } satisfies PrinterModel;
  for (const style of [
    {},
    { align: 'center' },
    { align: 'center', scale: 2, bold: true },
    { scale: 3 },
  ] as const) {
    const blocks = [line('Łódź', style), line('next')];
    expect(printed(blocks, narrow).data).toEqual(printed(blocks).data);
  }
});

test('commands within texts never reach the printer', () => {
  const evil = '\x1b@ \x1dV\x00 \x10\x14\x01\x00\x05 \x1bp\x00';
  const bytes = bytesOf([line(evil), { kind: 'pair', left: evil, right: '\x1b', bold: false }]);
  const pages: Page[] = [];
  const interpreter = createInterpreter({ widthDots: 384, onPage: (page) => pages.push(page) });
  interpreter.feed(Uint8Array.from(bytes));
  expect(pages).toHaveLength(1);
  expect(interpreter.kicks).toEqual([]);
  expect(interpreter.unknownCommands).toEqual([]);
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    expect([0x04, 0x05, 0x14].includes(bytes[at + 1] ?? 0) && bytes[at] === 0x10).toBe(false);
  }
});

test('texts of every scale keep within the paper, on both widths', () => {
  for (const model of [paper58, paper80]) {
    for (const scale of [1, 2, 3] as const) {
      const columns = Math.floor(model.columns / scale);
      const page = printed([line('wide '.repeat(30).trim(), { scale })], model);
      const lines = page.lines.filter((text) => text !== '');
      expect(Math.max(...lines.map((text) => text.length))).toBeLessThanOrEqual(columns);
      expect(lines.join(' ')).toBe('wide '.repeat(30).trim());
    }
  }
});

test('a pair reaches the right edge, and a rule the whole width', () => {
  const page = printed([{ kind: 'pair', left: 'Total', right: '23.40 €', bold: true }, { kind: 'rule' }]);
  expect(page.lines[0]).toBe('Total                    23.40 €');
  expect(inkWithin(page, 0, 96 + 30, 384, 20)).toBe(384 * 2);
});

test('a printer without a knife feeds far enough to tear', () => {
  const bytes = bytesOf([line('x')], { ...paper58, cutter: false });
  expect(hex(bytes).endsWith('0a0a0a0a0a0a0a')).toBe(true);
  expect(hex(bytes)).not.toContain('1d56');
});

test('what follows a doubtful job is readable, wherever the printer stopped listening', () => {
  const qr: Block = { kind: 'qr', digits: '7'.repeat(208) };
  const before = bytesOf([line('before'), qr]);
  const after = [...separatorEscpos(paper58), ...bytesOf([line('after')])];
  for (const stopped of [3, 9, 20, 21, 22, 24, 26, 29, 31, 500, 9000, before.length - 2, before.length - 1]) {
    const pages: Page[] = [];
    const interpreter = createInterpreter({ widthDots: 384, onPage: (page) => pages.push(page) });
    interpreter.feed(Uint8Array.from([...before.slice(0, stopped), ...after]));
    const lines = pages.at(-1)?.lines ?? [];
    expect(lines.slice(lines.findIndex((text) => text.includes('- - -')))).toEqual([
      '- - - - - - - - - - - - - - - -',
      '',
      'after',
      '',
      '',
    ]);
  }
});

function inkWithin(page: Page, left: number, top: number, width: number, height: number): number {
  let count = 0;
  for (let y = top; y < top + height; y += 1) {
    for (let x = left; x < left + width; x += 1) if (isBlack(page, x, y)) count += 1;
  }
  return count;
}
