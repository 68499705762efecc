import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { OutcomeView, VisitView } from '#shared/api/checkout.api.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { captureOf, patience, type CaptureUnderTest } from '#test/rigs/register/given-register.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const at = (name: string): string => path.join(folder.dir, name);
const watching = async (more: object = {}, currency = 'EUR'): Promise<CaptureUnderTest> => {
  const watched = captureOf(
    [{ kind: 'folder', name: 'Back', path: folder.dir, everyMs: 50, ...more }],
    currency,
  );
  await vi.waitUntil(() => watched.view().registers[0]?.state !== 'starting', patience);
  return watched;
};
const offered = (watched: CaptureUnderTest, amountText: string) =>
  vi.waitUntil(() => watched.view().offer?.amountText === amountText, patience);
const read = (watched: CaptureUnderTest, count: number) =>
  vi.waitUntil(() => watched.receipts.length === count, patience);
const sale = (saleId: string, minor: number) =>
  ({ member: null, lastOutcome: { saleId, total: { minor, currency: 'EUR' } } as OutcomeView }) as VisitView;

test.each([
  ['two totals', 'SCONTO 2,50\nTOTALE 10,00\n', { code: 'TOTALS_DIFFER', oneMinor: 1250, otherMinor: 1000 }],
  ['a copy', '*** COPIA ***\n', { code: 'OTHER_PAPER', line: '*** COPIA ***' }],
  ['a report', 'Z REPORT 0012\n', { code: 'OTHER_PAPER', line: 'Z REPORT 0012' }],
  ['no end', 'CAFFE 1,00\n'.repeat(100_000), { code: 'RECEIPT_TOO_LONG' }],
])(
  'a total that waits is taken back, with why, when its file goes on and has %s',
  async (_, more, refusal) => {
    const watched = await watching();
    writeFileSync(at('a.txt'), 'BAR ROMA\nTOTALE 12,50\n');
    await offered(watched, '12.50');
    const receiptId = watched.view().offer?.receiptId ?? '';
    appendFileSync(at('a.txt'), more);
    await vi.waitUntil(() => watched.view().takenBack !== null, patience);
    const total = { minor: 1250, currency: 'EUR' };
    expect(watched.view()).toMatchObject({
      offer: null,
      takenBack: { receiptId, register: 'Back', total, refusal },
    });
    watched.capture.dismiss('another');
    expect(watched.view().takenBack).not.toBeNull();
    watched.capture.dismiss(receiptId);
    expect(watched.view()).toMatchObject({ offer: null, takenBack: null });
  },
);

test('a file that becomes a copy perhaps waits on with the line that says so', async () => {
  const watched = await watching();
  writeFileSync(at('a.txt'), 'BAR ROMA\nTOTALE 12,50\n');
  await offered(watched, '12.50');
  expect(watched.view().offer?.doubt).toBeNull();
  appendFileSync(at('a.txt'), 'COPIA DEL 12 MARZO 2026\n');
  await vi.waitUntil(() => watched.view().offer?.doubt === 'COPIA DEL 12 MARZO 2026', patience);
  expect(watched.view()).toMatchObject({ offer: { amountText: '12.50' }, takenBack: null });
});

test('a field of JSON that holds a total no more takes it back too, and one that holds another offers that', async () => {
  const watched = await watching({ files: '*.json', reads: { as: 'json', field: 'total' } });
  writeFileSync(at('a.json'), '{"total": 12.5}');
  await offered(watched, '12.50');
  writeFileSync(at('b.json'), '{"total": 0}');
  await read(watched, 2);
  expect(watched.view()).toMatchObject({ offer: { amountText: '12.50' }, takenBack: null });
  writeFileSync(at('a.json'), '{"total": -12.5}');
  await vi.waitUntil(() => watched.view().takenBack?.refusal.code === 'TOTAL_NOT_POSITIVE', patience);
  writeFileSync(at('a.json'), '{"total": 9.05}');
  await offered(watched, '9.05');
  expect(watched.view().takenBack).toBeNull();
});

test('without cents, a total is taken back while the next one is still being written, and then that one waits', async () => {
  const pattern = { name: 'own', labels: ['ÖSSZESEN'], decimal: 'comma', thousands: 'space', counts: 'last' };
  const watched = await watching({ idleMs: 200, patterns: [pattern] }, 'HUF');
  writeFileSync(at('a.txt'), 'ÖSSZESEN 1 000\n');
  await offered(watched, '1000');
  appendFileSync(at('a.txt'), 'ÖSSZESEN 90');
  await vi.waitUntil(() => watched.view().takenBack?.refusal.code === 'TOTALS_DIFFER', patience);
  appendFileSync(at('a.txt'), '0\n');
  await offered(watched, '900');
  expect(watched.view().takenBack).toBeNull();
});

test('what the cashier acted on, or what another file offers, is not taken back', async () => {
  const watched = await watching();
  const goesOn = async (name: string, count: number) => {
    appendFileSync(at(name), 'TOTALE 1,00\n');
    await read(watched, count);
    expect(watched.receipts.at(-1)?.reading).toMatchObject({ ok: false, refusal: { code: 'TOTALS_DIFFER' } });
  };
  writeFileSync(at('sold.txt'), 'TOTALE 12,50\n');
  await offered(watched, '12.50');
  watched.capture.counterChanged(sale('s-1', 1250));
  await goesOn('sold.txt', 2);
  expect(watched.view()).toMatchObject({ offer: null, takenBack: null });
  writeFileSync(at('unwanted.txt'), 'TOTALE 13,50\n');
  await offered(watched, '13.50');
  watched.capture.dismiss(watched.view().offer?.receiptId ?? '');
  await goesOn('unwanted.txt', 4);
  expect(watched.view()).toMatchObject({ offer: null, takenBack: null });
  writeFileSync(at('older.txt'), 'TOTALE 14,50\n');
  await offered(watched, '14.50');
  writeFileSync(at('newer.txt'), 'TOTALE 15,50\n');
  await offered(watched, '15.50');
  await goesOn('older.txt', 7);
  expect(watched.view()).toMatchObject({ offer: { amountText: '15.50' }, takenBack: null });
});

test('two folders may have files of one name, and the next sale ends what was said', async () => {
  const other = temporaryFolder();
  try {
    const kind = { kind: 'folder', everyMs: 50 };
    const watched = captureOf([
      { ...kind, name: 'Front', path: folder.dir },
      { ...kind, name: 'Back', path: other.dir },
    ]);
    await vi.waitUntil(() => watched.view().registers.every(({ state }) => state === 'ready'), patience);
    writeFileSync(at('a.txt'), 'TOTALE 12,50\n');
    await offered(watched, '12.50');
    writeFileSync(path.join(other.dir, 'a.txt'), 'TOTALE 1,00\nTOTALE 2,00\n');
    await read(watched, 2);
    expect(watched.view().offer).not.toBeNull();
    appendFileSync(at('a.txt'), 'TOTALE 2,00\n');
    await vi.waitUntil(() => watched.view().takenBack !== null, patience);
    watched.capture.counterChanged(sale('s-1', 1450));
    expect(watched.view().takenBack).toBeNull();
  } finally {
    other.remove();
  }
});
