import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pageToPng } from '#electron/devices/drivers/virtual-printer/paper.ts';
import {
  startVirtualPrinter,
  type VirtualPrinter,
} from '#electron/devices/drivers/virtual-printer/virtual-printer.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { FooterChoice } from '#shared/settings/receipt-footer.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';
import { readQr } from '#test/support/read-qr.ts';
import { patience, printTo } from '#test/rigs/register/given-register.ts';
import { freePort } from '#test/rigs/register/plain-printer.ts';

let folder: ReturnType<typeof temporaryFolder>;
let printer: VirtualPrinter;
let open: TillUnderTest;
let port: number;
/** How far the till's clock is ahead of this computer's. */
let aheadMs: number;
const minute = 60_000;

beforeEach(async () => {
  folder = temporaryFolder();
  aheadMs = 0;
  printer = await startVirtualPrinter({ widthDots: 576 });
  port = await freePort();
  const registers = [
    { kind: 'printer', name: 'Front', listen: { port }, printer: { host: '127.0.0.1', port: printer.port } },
  ];
  const settings = { ...demoShop.settings, capture: { registers } };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  const machine = { ...nodeMachine, now: () => Date.now() + aheadMs };
  open = await openTestTill(folder.dir, { demo: false, machine });
  await vi.waitUntil(() => open.till.capture.ports()[0] !== 0, patience);
});
afterEach(async () => {
  await open.close();
  await printer.close();
  folder.remove();
});

/** Longer than any machine is slow: a test of a late answer sets its own. */
const holdMs = 2_000;
const choose = (choice: Partial<FooterChoice>) =>
  open.screen.call('capture.set-footer', {
    register: 'Front',
    choice: { confirms: true, claims: true, holdMs, model: 'generic-80', ...choice },
  });
const receipt = (total: string, cut = '\x1dVB\x00') =>
  Buffer.from(`\x1b@BAR ROMA\nCAPPUCCINO  1,60\nTOTALE  ${total}\n\n${cut}`, 'latin1');
/** Prints one, and waits until the page is there. */
async function print(bytes: Uint8Array) {
  const before = printer.printed();
  await printTo(port, [bytes]);
  await vi.waitUntil(() => printer.printed() > before, patience);
  const page = printer.pages.at(-1);
  if (!page) throw new Error('no page');
  return page;
}
/** The first receipt behind a start may belong to a sale from before, and leaves no claim. */
const firstReceipt = () => print(receipt('1,00'));
const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'test', text });
const enrolled = async () => {
  await scan(cards.unknown);
  await open.screen.call('checkout.enrol', {});
};
const jobs = () => open.screen.call('print.jobs', { limit: 30 });
const offered = async () => (await open.screen.call('capture.state', {})).offer;
const sold = () => open.till.store.ownAfter(0, 1_000).filter(({ type }) => type === 'SaleRecorded');
const sales = () => sold().length;
const lastOutcome = async () => (await open.screen.call('checkout.visit', {})).lastOutcome;
const keep = (name: string, page: Parameters<typeof pageToPng>[0]) => {
  const folderOfPictures = process.env['RECEIPT_PICTURES'];
  if (folderOfPictures) writeFileSync(path.join(folderOfPictures, `${name}.png`), pageToPng(page));
};

const qrOn = (page: Parameters<typeof pageToPng>[0]) =>
  readQr(Buffer.from(pageToPng(page)).toString('base64'));
const slips = () => open.till.virtualPrinter?.printed();

test('with a card at the counter the receipt confirms the sale, and carries the balance after it', async () => {
  const bare = await firstReceipt();
  await choose({});
  await enrolled();
  const page = await print(receipt('23,40'));
  keep('balance', page);
  expect(await lastOutcome()).toMatchObject({ total: { minor: 2340 }, awards: [{ amount: 23 }] });
  expect(page.lines).toContain('TOTALE  23,40');
  expect(page.heightDots).toBeGreaterThan(bare.heightDots + 100);
  await vi.waitUntil(async () => (await offered()) === null, patience);
  expect(slips()).toBe(0);
});

test('who takes part in the leaderboard has their place on the receipt, where the shop wants it', async () => {
  await firstReceipt();
  await choose({ place: false });
  await enrolled();
  const walletId = (await open.screen.call('checkout.visit', {})).member?.walletId ?? '';
  const person = { nickname: 'Ristretto', consents: { 'board.nickname': true } };
  await open.screen.call('members.change', { walletId, person, anyway: false });
  const without = await print(receipt('23,40'));
  await choose({});
  await scan(cards.unknown);
  const page = await print(receipt('24,40'));
  keep('place', page);
  expect(await lastOutcome()).toMatchObject({ total: { minor: 2440 } });
  expect(page.heightDots).toBeGreaterThan(without.heightDots + 20);
});

test('without a card the receipt carries a code, which a new member claims once; no slip is printed beside it', async () => {
  await firstReceipt();
  await choose({});
  const page = await print(receipt('23,40', '\x1dV\x00'));
  keep('claim', page);
  const { claim } = (await lastOutcome()) ?? {};
  expect(qrOn(page)).toBe(claim?.digits);
  await vi.waitUntil(async () => (await jobs())[0]?.state === 'cancelled', patience);
  await enrolled();
  await scan(claim?.digits ?? '');
  expect(await open.screen.call('claims.take', {})).toMatchObject({ ok: true });
  const { member } = await open.screen.call('checkout.visit', {});
  expect(member?.holdings.find(({ unit }) => unit.startsWith('points:'))).toMatchObject({ total: 23 });
  expect(await scan(claim?.digits ?? '')).toMatchObject({ ok: false });
  expect(slips()).toBe(0);
});

test('a voucher that the sale made comes out on the receipt and nowhere else, and a person says whether it did', async () => {
  await firstReceipt();
  await choose({});
  await enrolled();
  const page = await print(receipt('100,00'));
  keep('voucher', page);
  await vi.waitUntil(async () => (await jobs())[0]?.state === 'unknown', patience);
  const [job] = await jobs();
  expect(job).toMatchObject({ state: 'unknown', trouble: 'on-receipt' });
  const digits = qrOn(page) ?? '';
  expect(digits).toMatch(/^\d{100,}$/);
  expect(await open.screen.call('till.status', {})).toMatchObject({ printTrouble: 1 });
  expect(slips()).toBe(0);
  await open.screen.call('print.settle', { jobId: job?.jobId ?? '', printed: true });
  await scan(cards.unknown);
  expect(await scan(digits)).toMatchObject({ ok: true });
});

test('an answer that comes too late leaves the receipt as it is, and the voucher to the till’s own printer, once', async () => {
  const bare = await firstReceipt();
  await choose({ holdMs: 1_500 });
  await enrolled();
  let spun = false;
  open.screen.on('checkout.changed', ({ lastOutcome: sold }) => {
    if (!sold || spun) return;
    spun = true;
    const until = performance.now() + 2_000;
    while (performance.now() < until);
  });
  const page = await print(receipt('100,00'));
  expect(page.heightDots).toBe(bare.heightDots);
  await vi.waitUntil(async () => (await jobs())[0]?.state === 'printed', patience);
  expect(slips()).toBe(1);
  expect(await jobs()).toHaveLength(1);
});

test('a sale that was confirmed before its receipt came is told on it, and counts once', async () => {
  const bare = await firstReceipt();
  await choose({});
  await enrolled();
  await open.screen.call('checkout.confirm', { commandId: 'by-hand', amountText: '23.40' });
  const page = await print(receipt('23,40'));
  expect(page.heightDots).toBeGreaterThan(bare.heightDots + 100);
  expect(qrOn(page)).toBeUndefined();
  expect(await lastOutcome()).toMatchObject({ saleId: 'by-hand' });
  await open.screen.call('checkout.clear', {});
  await scan(cards.unknown);
  await open.screen.call('checkout.confirm', { commandId: 'other-total', amountText: '7.00' });
  expect((await print(receipt('7,50'))).heightDots).toBe(bare.heightDots);
  expect(await lastOutcome()).toMatchObject({ saleId: 'other-total' });
});

test('a register’s retry or a second print behind its sale leaves no claim and no second sale', async () => {
  const bare = await firstReceipt();
  await choose({});
  await enrolled();
  await print(receipt('23,40'));
  expect(await lastOutcome()).toMatchObject({ total: { minor: 2340 } });
  await open.screen.call('checkout.clear', {});
  const retry = await print(receipt('23,40'));
  expect(retry.heightDots).toBe(bare.heightDots);
  expect(qrOn(retry)).toBeUndefined();
  // One line more than before, a copy's, is the same total a moment later.
  const copy = Buffer.from('\x1b@BAR ROMA\nCAPPUCCINO  1,60\nTOTALE  23,40\nGRAZIE\n\n\x1dVB\x00', 'latin1');
  expect(qrOn(await print(copy))).toBeUndefined();
  await scan(cards.fresh);
  await open.screen.call('checkout.enrol', {});
  await print(receipt('23,40'));
  expect(sales()).toBe(1);
  // Two minutes later it is another coffee's.
  await open.screen.call('checkout.clear', {});
  aheadMs += 3 * minute;
  expect(qrOn(await print(copy))).toMatch(/^\d+$/);
  expect(sales()).toBe(2);
});

test('a report and a copy with totals confirm nothing and leave no claim; an hour later a copy is known by its number', async () => {
  const bare = await firstReceipt();
  await choose({});
  const paper = (head: string, total: string) =>
    Buffer.from(`\x1b@BAR ROMA\n${head}\nTOTALE  ${total}\n\n\x1dVB\x00`, 'latin1');
  const claimed = await print(paper('DOC.N. 0012-0034', '23,40'));
  expect(qrOn(claimed)).toMatch(/^\d+$/);
  for (const head of ['*** COPIA ***', 'CHIUSURA GIORNALIERA N. 12'])
    expect((await print(paper(head, '9,00'))).heightDots).toBe(bare.heightDots);
  expect(await offered()).toBeNull();
  const [said] = await open.screen.call('capture.receipts', {});
  expect(said?.reading).toEqual({
    ok: false,
    refusal: { code: 'OTHER_PAPER', line: 'CHIUSURA GIORNALIERA N. 12' },
  });
  // Another number a moment later is another customer's, the same one is the same receipt for hours.
  expect(qrOn(await print(paper('DOC.N. 0012-0035', '23,40')))).toMatch(/^\d+$/);
  aheadMs += 60 * minute;
  await enrolled();
  expect((await print(paper('DOC.N. 0012-0034', '23,40'))).heightDots).toBe(bare.heightDots);
  expect(sales()).toBe(2);
});

test('a copy and a day’s report with an hour, a day in words or an amount make no sale, whoever’s card lies at the counter', async () => {
  const bare = await firstReceipt();
  await choose({});
  await enrolled();
  const inWords = ['COPIA DEL 12 MARZO 2026', 'RISTAMPA SCONTRINO N. 12', 'COPIA NUMERO 2'];
  const inNumbers = ['*** COPIA 12/03/26 14.05 ***', 'CHIUSURA GIORNALIERA 12/03/26 23.59'];
  for (const head of [...inNumbers, ...inWords, 'CHIUSURA GIORNALIERA 923,40']) {
    const paper = Buffer.from(`\x1b@BAR ROMA\n${head}\nTOTALE  923,40\n\n\x1dVB\x00`, 'latin1');
    expect((await print(paper)).heightDots).toBe(bare.heightDots);
  }
  expect(sales()).toBe(0);
  expect(await offered()).toMatchObject({ amountText: '923.40', doubt: 'CHIUSURA GIORNALIERA 923,40' });
  expect((await open.screen.call('checkout.visit', {})).member).not.toBeNull();
});

test('a receipt that may be a copy confirms nothing and leaves no claim: its total waits with the line that says so', async () => {
  const bare = await firstReceipt();
  await choose({});
  const copies = Buffer.from('\x1b@BAR ROMA\nCOPIE\n90 x 0,10  9,00\nTOTALE  9,00\n\n\x1dVB\x00', 'latin1');
  expect(qrOn(await print(copies))).toBeUndefined();
  await enrolled();
  await print(copies);
  expect(sales()).toBe(0);
  expect(await offered()).toMatchObject({ amountText: '9.00', doubt: 'COPIE' });
  expect((await print(receipt('5,00'))).heightDots).toBeGreaterThan(bare.heightDots + 100);
  expect(sales()).toBe(1);
});

test('a sale by hand is told on its receipt, once, though a paper that may be a copy came between', async () => {
  const bare = await firstReceipt();
  await choose({});
  await enrolled();
  await open.screen.call('checkout.confirm', { commandId: 'by-hand', amountText: '23.40' });
  await print(Buffer.from('\x1b@BAR ROMA\nCOPIE\n90 x 0,10  9,00\nTOTALE  9,00\n\n\x1dVB\x00', 'latin1'));
  const page = await print(receipt('23,40'));
  expect(page.heightDots).toBeGreaterThan(bare.heightDots + 100);
  expect(qrOn(page)).toBeUndefined();
  expect(sales()).toBe(1);
});

test('hours later a receipt of the same total is another customer’s: it is theirs, and tells nobody of the first', async () => {
  const bare = await firstReceipt();
  await choose({});
  await enrolled();
  await open.screen.call('checkout.confirm', { commandId: 'by-hand', amountText: '23.40' });
  await scan(cards.fresh);
  await open.screen.call('checkout.enrol', {});
  // A moment later nobody can tell whose it is: it is cut as it is, and the cashier decides.
  expect((await print(receipt('23,40'))).heightDots).toBe(bare.heightDots);
  expect(await offered()).toMatchObject({ amountText: '23.40' });
  expect(sales()).toBe(1);
  await scan(cards.unknown);
  await open.screen.call('checkout.confirm', { commandId: 'by-hand-2', amountText: '9.00' });
  aheadMs += 120 * minute;
  await scan(cards.fresh);
  const { member } = await open.screen.call('checkout.visit', {});
  expect((await print(receipt('9,00'))).heightDots).toBeGreaterThan(bare.heightDots + 100);
  expect(sold().at(-1)?.body).toContain(`"walletId":"${member?.walletId}"`);
  expect(sales()).toBe(3);
});

test('the first receipt behind a start leaves no claim, and neither does a shop that did not choose it', async () => {
  await choose({});
  const first = await print(receipt('9,00'));
  expect(await lastOutcome()).toBeNull();
  await choose({ claims: false });
  expect((await print(receipt('9,00'))).heightDots).toBe(first.heightDots);
  expect(await lastOutcome()).toBeNull();
  expect(await offered()).toMatchObject({ amountText: '9.00' });
});

test('where more than a card lies on the counter, or nobody is signed in, the cashier decides', async () => {
  const bare = await firstReceipt();
  await choose({});
  await enrolled();
  await open.screen.call('checkout.count', { item: 'coffee', by: 1 });
  expect((await print(receipt('9,00'))).heightDots).toBe(bare.heightDots);
  expect(await offered()).toMatchObject({ amountText: '9.00' });
  expect(await lastOutcome()).toBeNull();
});

test('a receipt without a total, and one whose last line is not ended, are cut as they are', async () => {
  const bare = await firstReceipt();
  await choose({});
  await enrolled();
  const grace = Buffer.from('\x1b@BAR ROMA\nCAPPUCCINO  1,60\nGRAZIE\n\n\x1dVB\x00', 'latin1');
  expect((await print(grace)).heightDots).toBe(bare.heightDots);
  await print(receipt('9,00', '\rX\x1dVB\x00'));
  await vi.waitUntil(async () => (await offered())?.amountText === '9.00', patience);
  expect(await lastOutcome()).toBeNull();
});

test('a sample goes the register’s own way and moves nothing; where nothing was chosen it says so', async () => {
  const sample = () => open.screen.call('capture.sample', { register: 'Front' });
  expect(await sample()).toEqual({ outcome: 'off' });
  await choose({});
  expect(await sample()).toEqual({ outcome: 'appended' });
  await vi.waitUntil(() => printer.printed() === 1, patience);
  const [page] = printer.pages;
  if (!page) throw new Error('no page');
  keep('sample', page);
  expect(qrOn(page)).toBe('0123456789'.repeat(20));
  expect(await offered()).toBeNull();
  expect(await lastOutcome()).toBeNull();
  await printer.close();
  expect(await sample()).toEqual({ outcome: 'unreachable' });
});

test('an unknown register or model is refused in words, and a choice is there after a start', async () => {
  expect(await choose({ model: 'no-such' })).toEqual({ ok: false, refusal: { code: 'NO_SUCH_MODEL' } });
  const choice = { confirms: true, claims: false, place: false, holdMs: 300, model: 'generic-58' };
  expect(await open.screen.call('capture.set-footer', { register: 'Back', choice })).toEqual({
    ok: false,
    refusal: { code: 'NO_SUCH_REGISTER' },
  });
  expect(await choose(choice)).toEqual({ ok: true });
  await open.close();
  open = await openTestTill(folder.dir, { demo: false });
  const { registers } = await open.screen.call('capture.state', {});
  expect(registers[0]?.footer).toEqual(choice);
});
