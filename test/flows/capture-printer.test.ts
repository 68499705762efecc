import { expect, onTestFinished, test, vi } from 'vitest';
import type { PrinterDriver } from '#electron/devices/driver.ts';
import { captureOf, patience, printTo, registerOnPrinter } from '#test/rigs/register/given-register.ts';
import { freePort } from '#test/rigs/register/plain-printer.ts';
import { deadPort, driverTo, paper58, printerRig, rigLimits } from '#test/rigs/printer-rig.ts';

const job = Uint8Array.from(
  Buffer.from(`BAR ROMA\n${'CAFFE  1,00\n'.repeat(60)}TOTALE  60,00\n\x1dVB\x00`, 'latin1'),
);

/** Our own driver as the register: it asks for status before, waits for the echo after, and never believes a printer. */
async function registerBefore(
  printerPort: number,
): Promise<{ driver: PrinterDriver; offered(): string | undefined }> {
  const port = await freePort();
  const printer = { host: '127.0.0.1', port: printerPort };
  const { capture, view } = captureOf([{ kind: 'printer', listen: { port }, printer }]);
  await vi.waitUntil(() => capture.ports()[0] !== 0, patience);
  return { driver: driverTo(port, paper58, rigLimits), offered: () => view().offer?.amountText };
}

test('a register that asks its printer for status and for an echo gets both through us, job after job', async () => {
  const { printer } = await printerRig();
  const { driver, offered } = await registerBefore(printer.port);
  for (let count = 1; count <= 3; count += 1) {
    expect(await driver.print(job)).toEqual({ outcome: 'printed' });
    expect(printer.pages).toHaveLength(count);
  }
  await vi.waitUntil(() => offered() === '60.00', patience);
});

test('what a printer suffers the register learns through us: no paper, a broken line, nobody there', async () => {
  const { printer } = await printerRig();
  const { driver } = await registerBefore(printer.port);
  printer.setPaper('out');
  expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'paper-out' });
  expect(printer.pages).toHaveLength(0);
  printer.setPaper('ok');
  printer.setFault({ kind: 'drop', afterBytes: 300 });
  expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'link-lost' });
  printer.setFault({ kind: 'none' });
  expect(await driver.print(job)).toEqual({ outcome: 'printed' });

  const { driver: toNobody } = await registerBefore(await deadPort());
  expect(await toNobody.print(job)).toMatchObject({ outcome: 'not-printed' });
});

test('a printer that runs out of paper in the middle goes on through us when it was filled', async () => {
  const { printer } = await printerRig();
  const { driver } = await registerBefore(printer.port);
  printer.setFault({ kind: 'paper-out', afterBytes: 300 });
  const waited: unknown[] = [];
  const printing = driver.print(job, { onWaiting: (trouble) => void waited.push(trouble) });
  await vi.waitUntil(() => waited.includes('paper-out'), patience);
  printer.setPaper('ok');
  expect(await printing).toEqual({ outcome: 'printed' });
  expect(printer.pages).toHaveLength(1);
});

test('the register reaches its printer again when the till was started again', async () => {
  const { printer } = await printerRig();
  const port = await freePort();
  const registers = [
    { kind: 'printer', listen: { port }, printer: { host: '127.0.0.1', port: printer.port } },
  ];
  const driver = driverTo(port, paper58, rigLimits);
  const first = captureOf(registers);
  await vi.waitUntil(() => first.capture.ports()[0] !== 0, patience);
  expect(await driver.print(job)).toEqual({ outcome: 'printed' });
  await first.capture.close();
  expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'unreachable' });
  const second = captureOf(registers);
  onTestFinished(() => second.capture.close());
  await vi.waitUntil(() => second.capture.ports()[0] !== 0, patience);
  expect(await driver.print(job)).toEqual({ outcome: 'printed' });
});

test('without cents the beginning of a total is a total, so a receipt that breaks off within it has none', async () => {
  const { receipts, port } = await registerOnPrinter({ codePage: 'wpc1252' }, 'HUF');
  const text = Buffer.from('\xd6SSZESEN: 12 990\n', 'latin1');
  for (let end = 10; end <= text.length; end += 1) await printTo(port, [text.subarray(0, end)]);
  await vi.waitUntil(() => receipts.length === text.length - 9, patience);
  const read = receipts.flatMap(({ reading }) => (reading.ok ? [reading.total.minor] : []));
  expect(read).toEqual([12_990]);
});
