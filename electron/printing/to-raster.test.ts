import { expect, test } from 'vitest';
import { createInterpreter } from '#electron/devices/drivers/virtual-printer/interpreter.ts';
import type { Page } from '#electron/devices/drivers/virtual-printer/paper.ts';
import { createCutFinder } from '#shared/escpos/find-cuts.ts';
import { line, type Document } from '#shared/print/document.ts';
import { paper58, paper80 } from '#test/rigs/printer-rig.ts';
import { documentToRaster } from './to-raster.ts';

const document: Document = {
  title: 'footer',
  blocks: [
    { kind: 'rule' },
    line('Őrült jó: 23 pont', { align: 'center', bold: true, scale: 2 }),
    { kind: 'pair', left: 'left', right: 'right', bold: false },
    { kind: 'space', lines: 2 },
    { kind: 'qr', digits: '0123456789'.repeat(20) },
    { kind: 'code128', text: 'ABC-123' },
    { kind: 'logo' },
  ],
};

/** The page that a printer makes of a register's bytes and, behind them, a cut. */
function printed(before: string, block: Uint8Array, widthDots: number, cut = '\x1dVB\x00'): Page[] {
  const pages: Page[] = [];
  const printer = createInterpreter({ widthDots, onPage: (page) => pages.push(page) });
  printer.feed(Buffer.from(before, 'latin1'));
  printer.feed(block);
  printer.feed(Buffer.from(cut, 'latin1'));
  return pages;
}

test.each([
  ['58 mm', paper58],
  ['80 mm', paper80],
])('it is nothing but pictures as wide as the paper, and no cut is found in it: %s', (_name, model) => {
  const block = documentToRaster(document, model, { feeds: true });
  for (let at = 0; at < block.length;) {
    expect([...block.subarray(at, at + 4)]).toEqual([0x1d, 0x76, 0x30, 0]);
    const [across = 0, , rows = 0, more = 0] = block.subarray(at + 4, at + 8);
    expect(across).toBe(model.widthDots / 8);
    at += 8 + across * (rows + more * 256);
  }
  expect(
    createCutFinder()
      .feed(block)
      .map(({ kind }) => kind),
  ).toEqual(['bytes']);
});

test('what the register set before changes nothing of it, and it changes nothing of what the register prints next', () => {
  const block = documentToRaster(document, paper80, { feeds: true });
  const [plain] = printed('', block, 576);
  for (const set of ['\x1ba\x01', '\x1d!\x11', '\x1bE\x01\x1bt\x13', '\x1b3\x10']) {
    const [page] = printed(set, block, 576);
    expect(page?.data).toEqual(plain?.data);
    const [without] = printed(`${set}TOTALE\n`, new Uint8Array(), 576);
    const [, next] = printed(set, Buffer.concat([block, Buffer.from('\x1dVB\x00TOTALE\n', 'latin1')]), 576);
    expect(next?.data).toEqual(without?.data);
  }
});

test('before a cut that does not feed it brings its own end beyond the knife', () => {
  const [page, next] = printed(
    '',
    documentToRaster(document, paper80, { feeds: false }),
    576,
    '\x1dV\x00\x1dVB\x00',
  );
  const [whole] = printed('', documentToRaster(document, paper80, { feeds: true }), 576);
  const black = (one: Page | undefined): number =>
    one ? one.data.reduce((sum, byte) => sum + (byte ? 1 : 0), 0) : 0;
  expect(black(page)).toBe(black(whole));
  expect(black(next)).toBe(0);
});
