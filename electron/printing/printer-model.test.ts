import { readdirSync, readFileSync } from 'node:fs';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { createInterpreter } from '#electron/devices/drivers/virtual-printer/interpreter.ts';
import { pageToPng, type Page } from '#electron/devices/drivers/virtual-printer/paper.ts';
import { speak } from '#electron/platform/language.ts';
import { line, type Document } from '#shared/print/document.ts';
import { voucherDocument } from '#shared/print/documents/voucher.document.ts';
import { PrinterModel } from './printer-model.ts';
import { modelNamed, modelNames, modelOf } from './printer-models.ts';
import { documentToEscpos } from './to-escpos.ts';

const folder = new URL('../../resources/printers/', import.meta.url);
const files = readdirSync(folder);
const token = (2n ** 688n - 123_456_789n).toString().padStart(208, '0');

test.each(files)('%s is whole, says where it comes from, and is registered', (file) => {
  const model = PrinterModel.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
  expect(modelNamed(file.replace('.json', ''))).toEqual(model);
  const tried = [...model.codePages, ...model.maybePages].map(({ name, escT }) => `${name} ${escT}`);
  expect(new Set(tried).size).toBe(tried.length);
});

/** The paper as this model's head would make it. */
function paperOf(document: Document, model: PrinterModel): { page: Page; unknown: readonly string[] } {
  const pages: Page[] = [];
  const interpreter = createInterpreter({ widthDots: model.widthDots, onPage: (page) => pages.push(page) });
  interpreter.feed(documentToEscpos(document, model));
  const page = pages[0] ?? interpreter.tearOff();
  if (!page) throw new Error('nothing was printed');
  return { page, unknown: interpreter.unknownCommands };
}

test.each(modelNames)('every voucher is readable on %s, in each language', async (name) => {
  const model = modelNamed(name);
  for (const language of ['en', 'it', 'hu'] as const) {
    const voucher = {
      voucherId: '0123456789abcdef',
      unit: 'credit:EUR',
      amount: 1000,
      label: '',
      lot: '',
      token,
    };
    const words = {
      house: { shop: 'Őszi Sütőház', head: [], foot: ['Perché no? Köszönjük! 10 €'], tone: 'plain' as const },
      lot: '2026-11-22/2027-05-21',
    };
    const document = voucherDocument({ ...voucher, ...words }, await speak(language), language);
    const { page, unknown } = paperOf(document, model);
    const { data, width, height } = PNG.sync.read(Buffer.from(pageToPng(page)));
    expect(jsQR(new Uint8ClampedArray(data), width, height)?.data).toBe(token);
    expect(page.lines).toContain('0123 4567 89AB CDEF');
    expect(page.lines.join('')).not.toContain('\ufffd');
    expect(unknown).toEqual([]);
  }
});

test.each(modelNames)('what a printer surely has is text, what it lacks is drawn: %s', (name) => {
  const model = modelNamed(name);
  const letters = 'àèéìòùáíóöőúüűŐŰ€';
  for (const letter of letters) {
    const { page } = paperOf({ title: '', blocks: [line(`x${letter}x`), line('end')] }, model);
    const everywhere = { ...model, codePages: modelNamed('virtual-58').codePages };
    const { page: asText } = paperOf({ title: '', blocks: [line(`x${letter}x`), line('end')] }, everywhere);
    expect(page.data).toEqual(asText.data);
  }
});

test('a model whose columns are not those of its paper, or whose dots do not fit on it, is refused', () => {
  const model = modelNamed('virtual-58');
  expect(PrinterModel.safeParse({ ...model, columns: 42 }).success).toBe(false);
  expect(PrinterModel.safeParse({ ...model, widthDots: 576, columns: 48 }).success).toBe(false);
});

test('a page that somebody found right goes before the model’s own, and takes the place of its number', () => {
  const setup = {
    way: 'usb',
    model: 'generic-58',
    maker: '',
    device: '',
    serialNumber: '',
    drawerPin: 2,
  } as const;
  const pages = [
    { name: 'cp437', escT: 5 },
    { name: 'cp852', escT: 18 },
  ];
  expect(modelOf({ ...setup, pages })).toMatchObject({ codePages: pages, confirms: 'none' });
  expect(modelOf({ ...setup, pages: [{ name: 'klingon', escT: 1 }], confirms: 'gs-r' })).toMatchObject({
    codePages: [{ name: 'cp437', escT: 0 }],
    confirms: 'gs-r',
  });
});
