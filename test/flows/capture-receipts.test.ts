import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { drawReceipt, type DrawnReceipt } from '#test/rigs/register/draw-receipt.ts';
import { patience, printTo, registerOnPrinter } from '#test/rigs/register/given-register.ts';
import { seeded } from '#test/support/seeded.ts';

/** Prints receipts one after the other, and answers what came out of the printer and what was read. */
async function printAll(receipts: readonly DrawnReceipt[], currency: string, codePage = 'cp437') {
  const { port, printer, receipts: read } = await registerOnPrinter({ codePage }, currency);
  for (const [index, { pieces }] of receipts.entries()) {
    await printTo(port, pieces);
    await vi.waitUntil(() => read.length === index + 1, patience);
  }
  return { jobs: printer.jobs(), read: read.map(({ reading }) => reading) };
}

const drawn = Array.from({ length: 200 }, (_, index) => drawReceipt(seeded(2026 + index)));

test.each(['EUR', 'HUF'] as const)(
  '200 receipts of many shapes, those in %s: every byte comes out, and every total that is read is right',
  async (currency) => {
    const receipts = drawn.filter((one) => one.currency === currency);
    const { jobs, read } = await printAll(receipts, currency);
    expect(jobs.map((bytes, index) => Buffer.compare(bytes, receipts[index]?.bytes ?? bytes))).toEqual(
      receipts.map(() => 0),
    );
    const totals = read.map(
      (reading, index) => `${receipts[index]?.name}: ${reading.ok ? reading.total.minor : null}`,
    );
    expect(totals).toEqual(receipts.map(({ name, totalMinor }) => `${name}: ${totalMinor}`));
  },
  120_000,
);

test('among the 200 there are all kinds, and most have a total', () => {
  expect(drawn.filter(({ totalMinor }) => totalMinor !== null).length).toBeGreaterThan(80);
  for (const country of ['it', 'hu', 'en', 'de', 'fr'])
    for (const kind of ['plain', 'raster', 'no-total', 'two-totals', 'return'])
      expect(
        drawn.some(({ name }) => name.startsWith(`${country} ${kind} `)),
        `${country} ${kind}`,
      ).toBe(true);
});

const folder = path.join(import.meta.dirname, '../rigs/register/receipts');

/** Receipts made by hand: `name.currency.total.bin`, where the total is minor units or `none`. */
const odd = readdirSync(folder)
  .filter((name) => name.endsWith('.bin'))
  .sort();

test.each(odd)('%s', async (name) => {
  const [, currency = '', total = ''] = name.split('.');
  const bytes = readFileSync(path.join(folder, name));
  const receipt = { name, currency: 'EUR' as const, bytes, pieces: [bytes], totalMinor: null };
  const { jobs, read } = await printAll([receipt], currency.toUpperCase());
  expect(Buffer.compare(jobs[0] ?? Buffer.alloc(0), bytes)).toBe(0);
  expect(read.map((reading) => (reading.ok ? String(reading.total.minor) : 'none'))).toEqual([total]);
});
