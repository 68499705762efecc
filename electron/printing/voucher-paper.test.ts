import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { create } from 'qrcode';
import { expect, onTestFinished, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { pageToPng, type Page } from '#electron/devices/drivers/virtual-printer/paper.ts';
import { isBlack } from '#electron/devices/dots/bitmap.ts';
import { speak } from '#electron/platform/language.ts';
import { PrinterModel } from './printer-model.ts';
import { previewDocument } from './preview.ts';
import { documentToEscpos } from './to-escpos.ts';
import t88 from '#resources/printers/epson-tm-t88-80.json' with { type: 'json' };
import type { LanguageTag } from '#shared/base/language.ts';
import { copyOf, type Document } from '#shared/print/document.ts';
import { voucherDocument } from '#shared/print/documents/voucher.document.ts';
import { voucherNumber } from '#shared/scan/voucher-number.ts';
import { readLogo } from './shop-logo.ts';
import { paper58, paper80, printerRig } from '#test/rigs/printer-rig.ts';

/** The largest number that a token can be, less a bit: 208 digits, as real tokens have. */
const token = (2n ** 688n - 123_456_789n).toString().padStart(208, '0');
const houseOf = (shop: string, foot: string) => ({ shop, head: [], foot: [foot], tone: 'plain' as const });
const shops = {
  en: { unit: 'credit:EUR', house: houseOf('Corner Bakery', 'See you soon at the corner bakery!') },
  it: { unit: 'credit:EUR', house: houseOf('Pasticceria Perché Nò', 'Grazie! Caffè più cornetto à gogo') },
  hu: { unit: 'credit:HUF', house: houseOf('Őszi Sütőház', 'Köszönjük! Fűszeres sütőtökös pite hétfőn') },
} as const;
const languages = Object.keys(shops) as LanguageTag[];
const expected = { en: /^€10\.00$/, it: /^10,00 €$/, hu: /^1000 Ft$/ };

async function voucher(language: LanguageTag): Promise<Document> {
  const paper = {
    voucherId: '0123456789abcdef',
    amount: 1000,
    label: '',
    lot: '2026-11-22/2027-05-21',
    token,
  };
  return voucherDocument({ ...paper, ...shops[language] }, await speak(language), language);
}

/** What a scanner reads off the picture of the paper. */
function scanned(png: Uint8Array): string | undefined {
  const { data, width, height } = PNG.sync.read(Buffer.from(png));
  return jsQR(new Uint8ClampedArray(data), width, height)?.data;
}

const zxingFile = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(readFileSync(zxingFile)).buffer } });

/** What the reader behind the camera makes of the paper. It would fetch its machine from the net, and is given it instead. */
async function zxing(png: Uint8Array): Promise<string[]> {
  const found = await readBarcodes(png, { formats: ['QRCode', 'Code128'], textMode: 'Plain' });
  return found.map(({ symbology, text }) => `${symbology}:${text}`).toSorted();
}

/** Where there is ink: the first and last black column and row. */
function inkBox(page: Page): { left: number; right: number; top: number; bottom: number } {
  const box = { left: page.widthDots, right: -1, top: page.heightDots, bottom: -1 };
  for (let y = 0; y < page.heightDots; y += 1) {
    for (let x = 0; x < page.widthDots; x += 1) {
      if (!isBlack(page, x, y)) continue;
      box.left = Math.min(box.left, x);
      box.right = Math.max(box.right, x);
      box.top = Math.min(box.top, y);
      box.bottom = y;
    }
  }
  return box;
}

const models = [paper58, paper80, PrinterModel.parse(t88)];
const papers = models.flatMap((model) =>
  languages.map((language) => ({ model, language, name: model.name })),
);

test.each(papers)(
  'a voucher in $language on $name comes out whole, and its code reads back',
  async ({ model, language }) => {
    const { printer, driver } = await printerRig(model);
    const document = await voucher(language);
    expect(await driver.print(documentToEscpos(document, model))).toEqual({ outcome: 'printed' });
    const [page] = printer.pages;
    if (!page) throw new Error('no page came out');
    expect(scanned(pageToPng(page))).toBe(token);
    expect(await zxing(pageToPng(page))).toEqual([
      `Code128:${voucherNumber('0123456789abcdef')}`,
      `QRCode:${token}`,
    ]);
    expect(page.lines.join(' ')).toContain(shops[language].house.shop);
    expect(page.lines).toContainEqual(expect.stringMatching(expected[language]));
    expect(page.lines).toContain('0123 4567 89AB CDEF');
    expect(page.lines.join(' ')).not.toContain('\ufffd');
    expect(printer.unknownCommands).toEqual([]);
    const { top, bottom } = inkBox(page);
    expect(top).toBeLessThan(96 + 24);
    expect(page.heightDots - bottom).toBeGreaterThanOrEqual(48);
  },
);

test('the picture on the screen is the paper, dot for dot', async () => {
  const { printer, driver, model } = await printerRig(paper80);
  const document = await voucher('hu');
  await driver.print(documentToEscpos(document, model));
  const [page] = printer.pages;
  if (!page) throw new Error('no page came out');
  const preview = previewDocument(document, model);
  expect(preview.png).toEqual(pageToPng(page));
  expect(preview).toMatchObject({ widthDots: 576, heightDots: page.heightDots });
});

test.each([
  { model: paper58, moduleDots: 5 },
  { model: paper80, moduleDots: 6 },
])(
  'the code has 41 modules of $moduleDots dots in the middle, with four white modules around',
  async ({ model, moduleDots }) => {
    const { modules } = create([{ data: token, mode: 'numeric' }], { errorCorrectionLevel: 'M' });
    expect(modules.size).toBe(41);
    const { printer, driver } = await printerRig(model);
    const document: Document = { title: 'code', blocks: [{ kind: 'qr', digits: token }] };
    await driver.print(documentToEscpos(document, model));
    const [page] = printer.pages;
    if (!page) throw new Error('no page came out');
    const size = 41 * moduleDots;
    const { left, right, top, bottom } = inkBox(page);
    expect({ width: right - left + 1, height: bottom - top + 1 }).toEqual({ width: size, height: size });
    expect(Math.abs(left - (page.widthDots - 1 - right))).toBeLessThanOrEqual(1);
    expect(left).toBeGreaterThanOrEqual(4 * moduleDots);
    expect(top - 96).toBe(4 * moduleDots);
  },
);

test('a copy is the same paper with one more line that says so', async () => {
  const document = await voucher('it');
  const say = await speak('it');
  const first = previewDocument(document, paper58);
  const copy = previewDocument(copyOf(document, say('voucher.copy')), paper58);
  expect(copy.heightDots).toBe(first.heightDots + 30);
  expect(scanned(copy.png)).toBe(token);
});

const zbar = spawnSync('zbarimg', ['--version']).error
  ? 'zbarimg is not installed (apt-get install zbar-tools)'
  : undefined;

test.skipIf(zbar).each(models)(
  `QR code and bars on $name are read by somebody else’s eyes${zbar ? `: ${zbar}` : ' (zbar)'}`,
  async (model) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'zbar-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = path.join(folder, 'voucher.png');
    writeFileSync(file, previewDocument(await voucher('en'), model).png);
    const { stdout } = spawnSync('zbarimg', ['--quiet', file], { encoding: 'utf8', timeout: 60_000 });
    expect(stdout.trim().split('\n').toSorted()).toEqual([
      `CODE-128:${voucherNumber('0123456789abcdef')}`,
      `QR-Code:${token}`,
    ]);
  },
);

test('the logo of the shop stands above everything else, and without one the paper begins with its name', async () => {
  const picture = new PNG({ width: 120, height: 60 });
  picture.data.fill(0x00);
  for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 0xff;
  const logo = readLogo(PNG.sync.write(picture));
  if (!logo.ok) throw new Error(logo.error.code);
  const document = await voucher('it');
  const [without, withLogo] = [
    previewDocument(document, paper58),
    previewDocument(document, paper58, logo.value),
  ];
  expect(withLogo.heightDots).toBe(without.heightDots + 60 + 12);
  expect(scanned(withLogo.png)).toBe(token);
  const { data, width } = PNG.sync.read(Buffer.from(withLogo.png));
  const isInk = (x: number, y: number) => data[(y * width + x) * 4] === 0;
  expect([isInk(192, 96), isInk(131, 96), isInk(192, 96 + 59), isInk(192, 96 + 60)]).toEqual([
    true,
    false,
    true,
    false,
  ]);
});
