import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PrinterModel } from './printer-model.ts';

const folder = new URL('../../resources/printers/', import.meta.url);
const read = (file: string): unknown => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const files = readdirSync(folder);

test.each(files)('%s is a whole printer model with the letters of our languages', (file) => {
  const model = PrinterModel.parse(read(file));
  expect(model.codePages.map(({ name }) => name)).toEqual(expect.arrayContaining(['cp858', 'cp852']));
});

test('a model whose columns are not those of its paper is refused', () => {
  const model = PrinterModel.parse(read('virtual-58.json'));
  expect(PrinterModel.safeParse({ ...model, columns: 42 }).success).toBe(false);
});
