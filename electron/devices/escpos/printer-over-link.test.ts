import { describe, expect, onTestFinished, test } from 'vitest';
import type { PrinterDriver, PrintTrouble } from '../driver.ts';
import { drivers } from '../drivers.ts';
import { paper58, printerRig, rigLimits } from '#test/rigs/printer-rig.ts';
import { printerCable, usbShelf, type PrinterCable } from '#test/rigs/printer-cable.ts';
import { whyNoSerialRig } from '#test/rigs/serial-rig.ts';
import { startVirtualPrinter, type VirtualPrinter } from '../drivers/virtual-printer/virtual-printer.ts';

const machine = { randomBytes: (length: number) => new Uint8Array(length) };
const epson = 'MFG:EPSON;CMD:ESC/POS;MDL:TM-T20III;CLS:PRINTER;';
const job = Uint8Array.from([
  ...Array.from({ length: 300 }, (_, line) => [...Buffer.from(`line ${line}\n`)]).flat(),
  ...[0x1d, 0x56, 66, 0],
]);

interface Rig {
  printer: VirtualPrinter;
  driver: PrinterDriver;
  cable: PrinterCable;
}

/** A virtual printer at the end of a cable, and the driver for that kind of cable. */
async function rigOf(
  kind: 'escpos-serial' | 'escpos-usb',
  limits: Partial<typeof rigLimits> = {},
): Promise<Rig> {
  const printer = await startVirtualPrinter({ widthDots: paper58.widthDots });
  onTestFinished(() => printer.close());
  const cable = await printerCable(printer.port);
  const common = { confirms: paper58.confirms, limits: { ...rigLimits, ...limits } };
  const driver =
    kind === 'escpos-serial'
      ? drivers[kind].open({ ...serialDefaults, ...common, path: cable.path }, machine)
      : drivers[kind].open({ ...usbDefaults, ...common, places: onShelf(cable.path) }, machine);
  return { printer, driver, cable };
}
const serialDefaults = {
  baudRate: 115_200,
  dataBits: 8,
  stopBits: 1,
  parity: 'none',
  hardwareFlow: false,
} as const;
const usbDefaults = { maker: 'EPSON', model: '', serialNumber: '' };
const onShelf = (leadsTo: string) => usbShelf({ number: 1, says: epson, leadsTo });

const kinds = ['escpos-serial', 'escpos-usb'] as const;

describe.skipIf(whyNoSerialRig)(`printers at the end of a cable (${whyNoSerialRig ?? 'of socat'})`, () => {
  test.each(kinds)(
    '%s: a long job is printed once the printer echoes its process id, and the next too',
    async (kind) => {
      const { printer, driver } = await rigOf(kind);
      expect(await driver.print(job)).toEqual({ outcome: 'printed' });
      expect(await driver.print(job)).toEqual({ outcome: 'printed' });
      expect(printer.pages.map(({ lines }) => [lines.length, lines.at(-1)])).toEqual([
        [300, 'line 299'],
        [300, 'line 299'],
      ]);
      expect(printer.unknownCommands).toEqual([]);
    },
  );

  test.each(kinds)('%s: no paper before the job, none of it comes out after the refill', async (kind) => {
    const { printer, driver } = await rigOf(kind);
    printer.setPaper('out');
    expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'paper-out' });
    printer.setPaper('ok');
    expect(await driver.print(job)).toEqual({ outcome: 'printed' });
    expect(printer.pages).toHaveLength(1);
  });

  test.each(kinds)(
    '%s: paper that ends in the middle is told, and the job is printed after the refill',
    async (kind) => {
      const { printer, driver } = await rigOf(kind);
      const told: (PrintTrouble | null)[] = [];
      const onWaiting = (trouble: PrintTrouble | null): void => {
        told.push(trouble);
        if (trouble) printer.setPaper('ok');
      };
      printer.setFault({ kind: 'paper-out', afterBytes: 400 });
      expect(await driver.print(job, { onWaiting })).toEqual({ outcome: 'printed' });
      expect(told[0]).toBe('paper-out');
      expect(printer.pages[0]?.lines).toHaveLength(300);
    },
  );

  test.each(kinds)(
    '%s: a printer that hangs: not printed before the job, unknown in the middle',
    async (kind) => {
      const { printer, driver } = await rigOf(kind, { statusMs: 200, confirmMs: 300 });
      printer.setFault({ kind: 'hang' });
      expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'no-answer' });
      printer.setFault({ kind: 'hang', afterBytes: 900 });
      expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'no-answer' });
    },
  );

  test.each(kinds)('%s: the cable pulled in the middle is unknown, and absent afterwards', async (kind) => {
    const { printer, driver, cable } = await rigOf(kind);
    let pulled: Promise<void> | undefined;
    const onWaiting = (): void => void (pulled ??= cable.unplug());
    printer.setFault({ kind: 'paper-out', afterBytes: 900 });
    expect(await driver.print(job, { onWaiting })).toEqual({ outcome: 'unknown', trouble: 'link-lost' });
    await pulled;
    expect(await driver.print(job)).toEqual({ outcome: 'not-printed', trouble: 'absent' });
    expect(await driver.look()).toEqual({ trouble: 'absent', paperLow: false });
  });

  test.each(kinds)(
    '%s: a cable that breaks after some bytes of the job is never said to be not printed',
    async (kind) => {
      for (const afterBytes of [13, 14, 15, 100, 2500]) {
        const { printer, driver } = await rigOf(kind, { confirmMs: 500 });
        printer.setFault({ kind: 'drop', afterBytes });
        // A terminal tells a reader that its other end is gone as an end of file, which at usblp is only an empty answer.
        const trouble = expect.stringMatching(
          kind === 'escpos-usb' ? /^(link-lost|no-answer)$/ : /^link-lost$/,
        );
        expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble });
        expect(printer.pages).toHaveLength(0);
      }
    },
  );

  test.each(kinds)('%s: a job larger than is taken at once arrives whole and in order', async (kind) => {
    const { printer, driver } = await rigOf(kind, { confirmMs: 20_000 });
    const lines = Array.from({ length: 3000 }, (_, line) => `line ${line}`);
    const large = Uint8Array.from([...Buffer.from(`${lines.join('\n')}\n`), 0x1d, 0x56, 66, 0]);
    expect(await driver.print(large)).toEqual({ outcome: 'printed' });
    expect(printer.pages.map((page) => page.lines)).toEqual([lines]);
  });

  test('a slow line is given the time that its bytes take', async () => {
    const { printer, cable } = await rigOf('escpos-serial');
    const limits = { ...rigLimits, confirmMs: 50 };
    const slow = { ...serialDefaults, baudRate: 1200, confirms: paper58.confirms, limits, path: cable.path };
    printer.setFault({ kind: 'hang', afterBytes: 100 });
    const mended = setTimeout(() => printer.setFault({ kind: 'none' }), 1000);
    onTestFinished(() => clearTimeout(mended));
    // 2,400 bytes at 120 a second.
    expect(await drivers['escpos-serial'].open(slow, machine).print(job)).toEqual({ outcome: 'printed' });
  });

  test('two printers of one kind: nobody knows which, so none is taken; its serial number tells', async () => {
    const printer = await startVirtualPrinter({ widthDots: paper58.widthDots });
    onTestFinished(() => printer.close());
    const cable = await printerCable(printer.port);
    const places = usbShelf(
      { number: 0, says: epson, serial: 'A1', leadsTo: '/dev/null' },
      { number: 5, says: epson, serial: 'B2', leadsTo: cable.path },
    );
    const common = { ...usbDefaults, confirms: paper58.confirms, limits: rigLimits, places };
    expect(await drivers['escpos-usb'].open(common, machine).print(job)).toMatchObject({ trouble: 'absent' });
    const second = drivers['escpos-usb'].open({ ...common, serialNumber: 'B2' }, machine);
    expect(await second.print(job)).toEqual({ outcome: 'printed' });
  });
});

describe('how a printer is', () => {
  test('is told without printing anything', async () => {
    const { printer, driver } = await printerRig();
    expect(await driver.look()).toEqual({ trouble: null, paperLow: false });
    printer.setPaper('low');
    expect(await driver.look()).toEqual({ trouble: null, paperLow: true });
    printer.setPaper('out');
    expect(await driver.look()).toMatchObject({ trouble: 'paper-out' });
    printer.setPaper('ok');
    printer.setFault({ kind: 'cover-open' });
    expect(await driver.look()).toMatchObject({ trouble: 'cover-open' });
    expect(printer.pages).toHaveLength(0);
    expect(printer.tearOff()).toBeUndefined();
  });

  test('a hung printer gives no answer, one that never answers is taken for ready', async () => {
    const hung = await printerRig(paper58, { statusMs: 100 });
    hung.printer.setFault({ kind: 'hang' });
    expect(await hung.driver.look()).toMatchObject({ trouble: 'no-answer' });
    const silent = await printerRig({ ...paper58, confirms: 'none' }, { statusMs: 100 });
    silent.printer.setFault({ kind: 'hang' });
    expect(await silent.driver.look()).toMatchObject({ trouble: null });
  });
});
