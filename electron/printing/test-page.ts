import type { Say } from '#shared/base/language.ts';
import { escposWriter } from './escpos-writer.ts';
import { wrap, wrapEvenly } from './printable-text.ts';
import type { PrinterModel } from './printer-model.ts';
import { code128Bitmap } from './code128-bitmap.ts';
import { qrBitmap } from './qr-bitmap.ts';

/** What our languages need beyond ASCII. */
export const sampleLetters = 'àèéìòù áíóöőúüű ŐŰ €';
/** What the codes of the test page say. */
export const testCodes = { qr: '0123456789'.repeat(21).slice(0, 208), code128: 'TESSERA-128' } as const;

export type TestedPage = PrinterModel['codePages'][number];

/**
 * Every page that the model has or may have, in the order in which the test page numbers them: always that of the model itself, so
 * that the numbers on the paper stay true while somebody keeps one page after the other.
 */
export const testedPages = ({ codePages, maybePages }: PrinterModel): TestedPage[] => [
  ...codePages,
  ...maybePages.filter(({ name, escT }) => !codePages.some((one) => one.name === name && one.escT === escT)),
];

export interface TestPage {
  shop: string;
  model: PrinterModel;
  pages: readonly TestedPage[];
  say: Say;
}

/**
 * The page that a person reads to learn what a printer can do: the sample as a picture, which is always right, then the same in
 * each code page, numbered, and a code of each kind.
 */
export function testPage({ shop, model, pages, say }: TestPage): Uint8Array {
  const writer = escposWriter(model);
  const plain = { scale: 1, align: 'left', bold: false } as const;
  const big = { scale: 2, align: 'center', bold: true } as const;
  for (const line of wrapEvenly(shop, Math.floor(model.columns / 2))) writer.line(line, big);
  for (const line of wrap(model.name, model.columns)) writer.line(line, { ...plain, align: 'center' });
  writer.feedLines(1);
  for (const line of wrap(say('test-page.compare'), model.columns)) writer.line(line, plain);
  writer.drawn(`   ${sampleLetters}`, plain);
  for (const [place, page] of pages.entries()) writer.sample(`${place + 1}) `, sampleLetters, page);
  writer.feedLines(1);
  writer.picture(qrBitmap(testCodes.qr, model.widthDots));
  writer.picture(code128Bitmap(testCodes.code128, model.widthDots));
  writer.endPage();
  return writer.bytes();
}
