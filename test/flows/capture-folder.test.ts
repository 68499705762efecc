import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder } from '#test/support/a-till.ts';
import { seeded } from '#test/support/seeded.ts';
import { captureOf, patience, type CaptureUnderTest } from '#test/rigs/register/given-register.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const at = (name: string): string => path.join(folder.dir, name);
const watching = async (more: object = {}, currency = 'EUR'): Promise<CaptureUnderTest> => {
  const watched = captureOf([{ kind: 'folder', path: folder.dir, everyMs: 50, ...more }], currency);
  await vi.waitUntil(() => watched.view().registers[0]?.state !== 'starting', patience);
  return watched;
};
/** The line that this total was read from, once it is offered. */
const offered = async (watched: CaptureUnderTest, amountText: string): Promise<string> => {
  await vi.waitUntil(() => watched.view().offer?.amountText === amountText, patience);
  const reading = watched.receipts.at(-1)?.reading;
  return reading?.ok ? reading.line : '';
};
/** A file that is read for sure, so that whatever came before it was dealt with. */
const mark = async (watched: CaptureUnderTest, euros: string): Promise<void> => {
  writeFileSync(
    at(`mark-${euros}.txt`),
    `TOTALE ${euros},00
`,
  );
  await offered(watched, `${euros}.00`);
};

test('a new file is read once it is whole; old ones, others and the same again are left alone', async () => {
  writeFileSync(at('old.txt'), 'TOTALE 1,00\n');
  const watched = await watching();
  writeFileSync(at('other.log'), 'TOTALE 2,00\n');
  mkdirSync(at('folder.txt'));
  writeFileSync(at('new.txt'), 'BAR ROMA\nTOTALE 3,00\n');
  await offered(watched, '3.00');
  rmSync(at('new.txt'));
  await mark(watched, '98');
  writeFileSync(at('new.txt'), 'BAR ROMA\nTOTALE 3,00\n');
  await mark(watched, '99');
  expect(watched.receipts.map(({ reading }) => reading.ok && reading.total.minor)).toEqual([300, 9800, 9900]);
});

test('a file that grows is not read before it stops, and again when it went on', async () => {
  const watched = await watching();
  writeFileSync(at('slow.txt'), 'BAR ROMA\n');
  await vi.waitUntil(() => watched.receipts.length === 1, patience);
  expect(watched.receipts[0]?.reading).toMatchObject({ ok: false, refusal: { code: 'NO_TOTAL' } });
  appendFileSync(at('slow.txt'), 'TOTALE 4,00\n');
  await offered(watched, '4.00');
});

test('a file that comes by another name first, and one that is written over, are read', async () => {
  const watched = await watching();
  writeFileSync(at('receipt.tmp'), 'TOTALE 5,00\n');
  renameSync(at('receipt.tmp'), at('receipt.txt'));
  expect(await offered(watched, '5.00')).toBe('TOTALE 5,00');
  writeFileSync(at('receipt.txt'), 'TOTALE 66,00\n');
  expect(await offered(watched, '66.00')).toBe('TOTALE 66,00');
});

test.each([
  ['UTF-8 with its mark', Buffer.from('\ufeffÖSSZESEN: 1 234 Ft\n')],
  ['UTF-16', Buffer.from('\ufeffÖSSZESEN: 1 234 Ft\r\n', 'utf16le')],
  ['UTF-16, high byte first', Buffer.from('\ufeffÖSSZESEN: 1 234 Ft\r\n', 'utf16le').swap16()],
  ['a page of Windows', Buffer.from('D6', 'hex')],
  ['a page of DOS', Buffer.from('99', 'hex')],
  ['what a printer gets', Buffer.concat([Buffer.from('\x1b@\x1bt\x12'), Buffer.from('99', 'hex')])],
])('files in %s', async (name, bytes) => {
  const rest = Buffer.from('SSZESEN: 1 234 Ft\n\x0c');
  const codePage = name.includes('DOS') ? 'cp852' : 'wpc1252';
  const watched = await watching({ codePage }, 'HUF');
  writeFileSync(at('receipt.txt'), name.startsWith('UTF') ? bytes : Buffer.concat([bytes, rest]));
  expect(await offered(watched, '1234')).toBe('ÖSSZESEN: 1 234 Ft');
});

test('a field of JSON, and an element of XML', async () => {
  const json = await watching({ files: '*.json', reads: { as: 'json', field: 'sales.0.total' } });
  writeFileSync(at('a.json'), JSON.stringify({ sales: [{ total: 12.5 }] }));
  expect(await offered(json, '12.50')).toBe('12.5');
  writeFileSync(at('b.json'), JSON.stringify({ sales: [{ total: '7,90' }] }));
  expect(await offered(json, '7.90')).toBe('7,90');
  const xml = await watching({ files: '*.xml', reads: { as: 'xml', element: 'Total' } });
  const document =
    '<r:Doc xmlns:r="x"><!-- <r:Total>1</r:Total> --><r:Total cur="EUR">8.20</r:Total></r:Doc>';
  writeFileSync(at('a.xml'), document);
  expect(await offered(xml, '8.20')).toBe('8.20');
});

test.each([
  ['*.json', { as: 'json', field: 'total' }, '{"total": 12.345}', 'NO_TOTAL'],
  ['*.json', { as: 'json', field: 'total' }, '{"total": null}', 'NO_TOTAL'],
  ['*.json', { as: 'json', field: 'constructor.name' }, '{}', 'NO_TOTAL'],
  ['*.json', { as: 'json', field: 'total' }, '{"total": 12', 'NO_TOTAL'],
  ['*.json', { as: 'json', field: 'total' }, '{"total": -3}', 'TOTAL_NOT_POSITIVE'],
  ['*.xml', { as: 'xml', element: 'T' }, '<a><T>1.00</T><T>2.00</T></a>', 'TOTALS_DIFFER'],
  ['*.xml', { as: 'xml', element: 'T' }, '<a><TT>1.00</TT></a>', 'NO_TOTAL'],
  ['*.txt', { as: 'receipt' }, 'TOTALE 1,00\n'.repeat(100_000), 'RECEIPT_TOO_LONG'],
])('nothing is guessed from %s, %o', async (files, reads, content, code) => {
  const watched = await watching({ files, reads });
  writeFileSync(at(files.replace('*', 'a')), content);
  await vi.waitUntil(() => watched.receipts.length > 0, patience);
  expect(watched.receipts[0]?.reading).toMatchObject({ ok: false, refusal: { code } });
  expect(watched.view().offer).toBeNull();
});

test('no file is changed or taken away', async () => {
  const watched = await watching();
  writeFileSync(at('a.txt'), 'TOTALE 1,00\n');
  const before = statSync(at('a.txt'));
  await offered(watched, '1.00');
  const after = statSync(at('a.txt'));
  expect([after.mtimeMs, after.ino, after.size]).toEqual([before.mtimeMs, before.ino, before.size]);
  expect(readdirSync(folder.dir)).toEqual(['a.txt']);
});

test('a folder that is not there is said, and found again by itself', async () => {
  const place = at('later');
  const watched = captureOf([{ kind: 'folder', path: place, everyMs: 50 }]);
  const state = () => watched.view().registers[0]?.state;
  await vi.waitUntil(() => state() === 'folder-missing', patience);
  mkdirSync(place);
  writeFileSync(path.join(place, 'before.txt'), 'TOTALE 1,00\n');
  await vi.waitUntil(() => state() === 'ready', patience);
  writeFileSync(path.join(place, 'after.txt'), 'TOTALE 2,00\n');
  await offered(watched, '2.00');
  expect(watched.receipts).toHaveLength(1);
  expect(existsSync(path.join(place, 'before.txt'))).toBe(true);
});

test.each([
  ['EUR', 'TOTALE 12,50\nGRAZIE\n', 'TOTALE 12,50'],
  ['HUF', 'ÖSSZESEN: 12 990\nVISZLÁT\n', 'ÖSSZESEN: 12 990'],
])(
  'a file that ends after any byte, as its writer was stopped, has the whole total or none: %s',
  async (currency, text, line) => {
    const watched = await watching({ idleMs: 600_000 }, currency);
    const bytes = Buffer.from(text);
    for (let end = 1; end <= bytes.length; end += 1)
      writeFileSync(at(`cut-${end}.txt`), bytes.subarray(0, end));
    await vi.waitUntil(() => watched.receipts.length === bytes.length, patience);
    const read = watched.receipts.flatMap(({ reading }) => (reading.ok ? [reading.line] : []));
    expect(new Set(read)).toEqual(new Set([line]));
    expect(watched.view().registers[0]?.state).toBe('ready');
  },
);

test('without cents, a file whose last line has no end is read as it is once it stopped growing', async () => {
  const watched = await watching({ idleMs: 600 }, 'HUF');
  writeFileSync(at('a.txt'), 'TEJ 1 234\nÖSSZESEN: 12 99');
  await vi.waitUntil(() => watched.receipts.length === 1, patience);
  expect(watched.receipts[0]?.reading).toMatchObject({ ok: false, refusal: { code: 'NO_TOTAL' } });
  appendFileSync(at('a.txt'), '0');
  expect(await offered(watched, '12990')).toBe('ÖSSZESEN: 12 990');
  expect(watched.receipts.flatMap(({ reading }) => (reading.ok ? [reading.total.minor] : []))).toEqual([
    12990,
  ]);
  writeFileSync(at('b.txt'), 'ÖSSZESEN 88\nTEL. 06 1 234');
  await offered(watched, '88');
  writeFileSync(at('c.txt'), 'ÖSSZESEN 99');
  await offered(watched, '99');
  expect(watched.receipts.filter(({ lines }) => lines.includes('ÖSSZESEN 88'))).toHaveLength(1);
});

test.each([
  ['KEDVEZMÉNY: -100\nÖSSZESEN: 900', { code: 'TOTALS_DIFFER', oneMinor: 1000, otherMinor: 900 }],
  ['NYUGTA MÁSOLAT 0012', { code: 'OTHER_PAPER', line: 'NYUGTA MÁSOLAT 0012' }],
])(
  'without cents, no total is offered that a last line without an end takes back: %j',
  async (end, refusal) => {
    const watched = await watching({ idleMs: 200 }, 'HUF');
    const text = `BOLT\nÖSSZESEN: 1 000\n${end}`;
    writeFileSync(at('without.txt'), text);
    await vi.waitUntil(() => watched.receipts.length === 2, patience);
    writeFileSync(at('with.txt'), `${text}\n`);
    await vi.waitUntil(() => watched.receipts.length === 3, patience);
    for (const { reading } of watched.receipts) expect(reading).toEqual({ ok: false, refusal });
    expect(watched.view().offer).toBeNull();
  },
);

test('without cents, the last of several totals is offered, and no earlier one, when its line has no end', async () => {
  const pattern = {
    name: 'own',
    labels: ['ÖSSZESEN:'],
    decimal: 'comma',
    thousands: 'space',
    counts: 'last',
  };
  const watched = await watching({ idleMs: 200, patterns: [pattern] }, 'HUF');
  writeFileSync(at('a.txt'), 'ÖSSZESEN: 1 000\nKEDVEZMÉNY: -100\nÖSSZESEN: 900');
  expect(await offered(watched, '900')).toBe('ÖSSZESEN: 900');
  expect(watched.receipts.map(({ reading }) => reading.ok)).toEqual([false, true]);
});

test('without cents, a last line without an end is whole behind the currency’s word', async () => {
  const watched = await watching({ idleMs: 600_000 }, 'HUF');
  writeFileSync(at('a.txt'), 'BOLT\nÖsszesen 1 234 Ft');
  expect(await offered(watched, '1234')).toBe('Összesen 1 234 Ft');
  expect(watched.receipts).toHaveLength(1);
});

test('two hundred files of noise say nothing and stop nothing', async () => {
  const watched = await watching();
  const chance = seeded(51);
  for (let count = 0; count < 200; count += 1)
    writeFileSync(at(`noise-${count}.txt`), chance.bytes(chance.int(1, 400)));
  await vi.waitUntil(() => watched.receipts.length === 200, patience);
  expect(watched.receipts.filter(({ reading }) => reading.ok)).toEqual([]);
  await mark(watched, '99');
  expect(watched.view().registers[0]?.state).toBe('ready');
});

test('a thousand files at once are read once each, and two folders beside each other', async () => {
  const other = temporaryFolder();
  onTestFinished(() => other.remove());
  const kind = { kind: 'folder', everyMs: 50 };
  const watched = captureOf([
    { ...kind, name: 'Front', path: folder.dir },
    { ...kind, name: 'Back', path: other.dir },
  ]);
  await vi.waitUntil(() => watched.view().registers.every(({ state }) => state === 'ready'), patience);
  for (let count = 1; count <= 1_000; count += 1) writeFileSync(at(`${count}.txt`), `TOTALE ${count},00\n`);
  writeFileSync(path.join(other.dir, 'one.txt'), 'TOTALE 2000,00\n');
  await vi.waitUntil(() => watched.receipts.length === 1_001, patience);
  const minorOf = (name: string) =>
    watched.receipts.flatMap(({ register, reading }) =>
      register === name && reading.ok ? [reading.total.minor] : [],
    );
  expect(new Set(minorOf('Front')).size).toBe(1_000);
  expect(minorOf('Back')).toEqual([200_000]);
});
