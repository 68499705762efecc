import { createServer } from 'node:net';
import { once } from 'node:events';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { PrintTrouble } from '../../driver.ts';
import { deadPort, driverTo, rigLimits, paper58, printerRig } from '#test/rigs/printer-rig.ts';

const encode = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const cut = [0x1d, 0x56, 66, 0];
/** Sixty numbered lines and a cut. */
const job = Uint8Array.from([
  ...Array.from({ length: 60 }, (_, line) => encode(`line ${line}\n`)).flat(),
  ...cut,
]);
const lastLine = 'line 59';

test('a job is printed once the printer echoes its process id', async () => {
  const { printer, driver } = await printerRig();
  expect(await driver.print(job)).toEqual({ outcome: 'printed' });
  expect(printer.pages).toHaveLength(1);
  expect(printer.pages[0]?.lines.at(-1)).toBe(lastLine);
});

test('a printer without process ids confirms by answering the paper question in its turn', async () => {
  const { printer, driver } = await printerRig({ ...paper58, confirms: 'gs-r' });
  expect(await driver.print(job)).toEqual({ outcome: 'printed' });
  expect(printer.pages).toHaveLength(1);
});

test('a printer that never confirms gets its job and is never said to have printed it', async () => {
  const { printer, driver } = await printerRig({ ...paper58, confirms: 'none' });
  expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'no-answer' });
  await vi.waitUntil(() => printer.pages.length === 1);
});

test('jobs follow each other over one printer, each on its own page', async () => {
  const { printer, driver } = await printerRig();
  for (let count = 1; count <= 3; count += 1) {
    expect(await driver.print(job)).toEqual({ outcome: 'printed' });
    expect(printer.pages).toHaveLength(count);
  }
});

test('nobody listening: not printed, unreachable', async () => {
  const driver = driverTo(await deadPort(), paper58);
  expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'unreachable' });
});

test('no paper before the job: not printed, and nothing comes out after the refill', async () => {
  const { printer, driver } = await printerRig();
  printer.setPaper('out');
  expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'paper-out' });
  printer.setPaper('ok');
  expect(await driver.print(job)).toEqual({ outcome: 'printed' });
  expect(printer.pages).toHaveLength(1);
});

test('an open cover before the job: not printed', async () => {
  const { printer, driver } = await printerRig();
  printer.setFault({ kind: 'cover-open' });
  expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'cover-open' });
  printer.setFault({ kind: 'none' });
  expect(await driver.print(job)).toEqual({ outcome: 'printed' });
});

test('a printer that takes the connection and says nothing: not printed, for it got no byte of the job', async () => {
  const { printer, driver } = await printerRig(paper58, { statusMs: 100 });
  printer.setFault({ kind: 'hang' });
  expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'no-answer' });
  expect(printer.pages).toHaveLength(0);
  expect(printer.tearOff()).toBeUndefined();
});

test('a printer that falls silent in the middle of the job: unknown', async () => {
  const { printer, driver } = await printerRig(paper58, { confirmMs: 100 });
  printer.setFault({ kind: 'hang', afterBytes: 200 });
  expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'no-answer' });
  expect(printer.pages).toHaveLength(0);
});

test('a link lost before the job: not printed', async () => {
  const { printer, driver } = await printerRig();
  printer.setFault({ kind: 'drop', afterBytes: 4 });
  expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'link-lost' });
  expect(printer.tearOff()).toBeUndefined();
});

test('a link lost in the middle of the job: unknown, half of it on paper', async () => {
  const { printer, driver } = await printerRig();
  printer.setFault({ kind: 'drop', afterBytes: 200 });
  expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'link-lost' });
  const lines = printer.tearOff()?.lines ?? [];
  expect(lines[0]).toBe('line 0');
  expect(lines).not.toContain(lastLine);
});

test('a link lost between the last line and the printer saying so: unknown, though it is on paper', async () => {
  const { printer, driver } = await printerRig();
  printer.setFault({ kind: 'drop-before-answer' });
  expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'link-lost' });
  expect(printer.pages[0]?.lines.at(-1)).toBe(lastLine);
});

test.each(['gs-paren-h', 'gs-r'] as const)(
  'paper that ends in the middle is told at once, and the job is printed after the refill (%s)',
  async (confirms) => {
    const { printer, driver } = await printerRig({ ...paper58, confirms });
    const told: (PrintTrouble | null)[] = [];
    const onWaiting = (trouble: PrintTrouble | null): void => {
      told.push(trouble);
      if (trouble) printer.setPaper('ok');
    };
    printer.setFault({ kind: 'paper-out', afterBytes: 200 });
    expect(await driver.print(job, { onWaiting })).toEqual({ outcome: 'printed' });
    expect(told[0]).toBe('paper-out');
    expect(printer.pages).toHaveLength(1);
    expect(printer.pages[0]?.lines).toHaveLength(60);
  },
);

test('paper that ends in the middle and never comes: unknown, and the printer may still finish by itself later', async () => {
  const { printer, driver } = await printerRig(paper58, { refillMs: 100 });
  printer.setFault({ kind: 'paper-out', afterBytes: 200 });
  expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'paper-out' });
  expect(printer.pages).toHaveLength(0);
  printer.setPaper('ok');
  expect(printer.pages).toHaveLength(1);
});

test('a cover opened in the middle: unknown when nobody closes it', async () => {
  const { printer, driver } = await printerRig(paper58, { refillMs: 100 });
  printer.setFault({ kind: 'cover-open', afterBytes: 200 });
  expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'cover-open' });
});

test('calling off before the first byte leaves the job unprinted, in the middle it is unknown', async () => {
  const { printer, driver } = await printerRig();
  expect(await driver.print(job, { signal: AbortSignal.abort() })).toEqual({
    outcome: 'not-printed',
    trouble: 'interrupted',
  });
  const stop = new AbortController();
  printer.setFault({ kind: 'paper-out', afterBytes: 200 });
  const result = await driver.print(job, { signal: stop.signal, onWaiting: () => stop.abort() });
  expect(result).toEqual({ outcome: 'unknown', trouble: 'interrupted' });
});

test('the echo of another job confirms nothing', async () => {
  const liar = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('data', (bytes) => {
      if (bytes.length === 3) socket.write(Uint8Array.of(0x12));
      else socket.write(Uint8Array.of(0x37, 0x22, 0x39, 0x39, 0x39, 0x39, 0x00));
    });
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void liar.close());
  await once(liar, 'listening');
  const address = liar.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const driver = driverTo(port, paper58, { ...rigLimits, confirmMs: 200, pollMs: 1000 });
  expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'no-answer' });
});
