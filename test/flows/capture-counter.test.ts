import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';
import { patience, printTo, printWhileWeAreBusy } from '#test/rigs/register/given-register.ts';
import { freePort, plainPrinter } from '#test/rigs/register/plain-printer.ts';

let folder: ReturnType<typeof temporaryFolder>;
let printer: Awaited<ReturnType<typeof plainPrinter>>;
let open: TillUnderTest;
let port: number;

beforeEach(async () => {
  folder = temporaryFolder();
  printer = await plainPrinter();
  port = await freePort();
  const registers = [
    { kind: 'printer', name: 'Front', listen: { port }, printer: { host: '127.0.0.1', port: printer.port } },
  ];
  const settings = { ...demoShop.settings, capture: { registers } };
  writeFileSync(path.join(folder.dir, 'settings.json'), JSON.stringify(settings));
  open = await openTestTill(folder.dir, { demo: false, printer: null });
  await vi.waitUntil(() => open.till.capture.ports()[0] !== 0, patience);
});
afterEach(async () => {
  await open.close();
  await printer.close();
  folder.remove();
});

const receipt = (total: string) => Buffer.from(`BAR ROMA\nCAPPUCCINO  1,60\nTOTALE  ${total}\n\x1dV\x00`);
const offered = async () => (await open.screen.call('capture.state', {})).offer;
const offerOf = (amountText: string) =>
  vi.waitUntil(async () => (await offered())?.amountText === amountText, patience);
const scan = (text: string) => open.screen.call('checkout.scan', { deviceId: 'test', text });
const confirm = (commandId: string, amountText: string) =>
  open.screen.call('checkout.confirm', { commandId, amountText });

test('what the register printed is offered as the amount, and the sale that confirms it takes it away', async () => {
  await scan(cards.unknown);
  await open.screen.call('checkout.enrol', {});
  await printTo(port, [receipt('23,40')]);
  await offerOf('23.40');
  expect(await offered()).toMatchObject({ register: 'Front', total: { minor: 2340, currency: 'EUR' } });
  const { amountText } = (await offered()) ?? { amountText: '' };
  const answer = await confirm('sale-of-register', amountText);
  expect(answer).toMatchObject({ ok: true, outcome: { total: { minor: 2340 }, awards: [{ amount: 23 }] } });
  expect(await offered()).toBeNull();
  expect(await confirm('sale-of-register', amountText)).toEqual(answer);
});

test('a new receipt replaces one that nobody confirmed, and one that the cashier does not want goes', async () => {
  await printTo(port, [receipt('5,00')]);
  await offerOf('5.00');
  const first = await offered();
  await printTo(port, [receipt('7,00')]);
  await offerOf('7.00');
  const second = await offered();
  expect((await open.screen.call('capture.dismiss', { receiptId: first?.receiptId ?? '' })).offer).toEqual(
    second,
  );
  expect(
    (await open.screen.call('capture.dismiss', { receiptId: second?.receiptId ?? '' })).offer,
  ).toBeNull();
});

test('a refused sale leaves the total where it is, and the next customer’s receipt is not taken by the last sale', async () => {
  await printTo(port, [receipt('5,00')]);
  await offerOf('5.00');
  expect(await confirm('nobody-there', '5.00')).toMatchObject({ ok: false });
  expect(await offered()).toMatchObject({ amountText: '5.00' });
  await scan(cards.unknown);
  await open.screen.call('checkout.enrol', {});
  expect(await confirm('first-sale', '5.00')).toMatchObject({ ok: true });
  await printTo(port, [receipt('6,00')]);
  await offerOf('6.00');
  await scan(cards.unknown);
  expect(await offered()).toMatchObject({ amountText: '6.00' });
});

test('screens hear of every receipt, also of one without a total, and may try patterns on its text', async () => {
  const heard: unknown[] = [];
  open.screen.on('capture.received', (one) => heard.push(one.reading));
  await printTo(port, [Buffer.from('SCONTRINO NON FISCALE\nGRAZIE\n\x1dV\x00')]);
  await vi.waitUntil(() => heard.length === 1, patience);
  expect(heard).toEqual([{ ok: false, refusal: { code: 'NO_TOTAL' } }]);
  expect(await offered()).toBeNull();
  const [last] = await open.screen.call('capture.receipts', {});
  expect(last?.lines).toEqual(['SCONTRINO NON FISCALE', 'GRAZIE']);
  const own = { name: 'own', labels: ['DA PAGARE'], decimal: 'comma' as const };
  const text = 'DA PAGARE  8,20';
  expect(await open.screen.call('capture.try', { text, patterns: null })).toMatchObject({ ok: false });
  expect(await open.screen.call('capture.try', { text, patterns: [own] })).toMatchObject({
    ok: true,
    total: { minor: 820 },
    line: 'DA PAGARE 8,20',
  });
});

test('a register prints while the till is still being opened', async () => {
  const starting = temporaryFolder();
  onTestFinished(() => starting.remove());
  const [listenPort, printerPort] = [await freePort(), await freePort()];
  const registers = [
    { kind: 'printer', listen: { port: listenPort }, printer: { host: '127.0.0.1', port: printerPort } },
  ];
  const settings = { ...demoShop.settings, capture: { registers } };
  writeFileSync(path.join(starting.dir, 'settings.json'), JSON.stringify(settings));
  let printed: number | null | undefined;
  const machine = {
    ...nodeMachine,
    // The first thing a new till asks for, long before it is open.
    now() {
      if (printed === undefined) printed = printWhileWeAreBusy(listenPort, printerPort);
      return nodeMachine.now();
    },
  };
  const late = await openTestTill(starting.dir, { demo: false, printer: null, machine });
  onTestFinished(() => late.close());
  expect(printed).toBe(0);
});
