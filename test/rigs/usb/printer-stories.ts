import assert from 'node:assert/strict';
import { constants, existsSync, readdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { drivers } from '#electron/devices/drivers.ts';
import { EscposUsbSettings } from '#electron/devices/drivers/escpos-usb/escpos-usb.driver.ts';
import {
  startVirtualPrinter,
  type VirtualPrinter,
} from '#electron/devices/drivers/virtual-printer/virtual-printer.ts';
import { findUsbPrinters } from '#electron/devices/transports/usb-printer.ts';
import { makeGadget } from './gadget.ts';
import { until, type UsbStory } from './stories.ts';

const printerDevice = '/dev/g_printer0';

/** The virtual printer behind the USB plug: what the kernel hands over is printed, what it answers goes back. */
async function wire(printer: VirtualPrinter): Promise<() => Promise<void>> {
  await until(`${printerDevice} is there`, () => existsSync(printerDevice));
  const end = await open(printerDevice, constants.O_RDWR | constants.O_NONBLOCK);
  const line = createConnection(printer.port, '127.0.0.1');
  let wired = true;
  line.on('error', () => undefined);
  line.on('data', (bytes: Buffer) => void answer(end, bytes));
  const pumping = (async () => {
    const buffer = new Uint8Array(8192);
    while (wired) {
      const count = await end.read(buffer, 0, buffer.length, null).then(
        ({ bytesRead }) => bytesRead,
        () => 0,
      );
      if (count > 0) line.write(buffer.slice(0, count));
      else await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();
  return async () => {
    wired = false;
    await pumping;
    line.destroy();
    await end.close();
  };
}

/** A printer whose host does not listen forgets what it said, as a real one. */
const answer = (end: FileHandle, bytes: Buffer): Promise<unknown> => end.write(bytes).catch(() => undefined);

const limits = { statusMs: 20_000, confirmMs: 30_000, pollMs: 200, closeMs: 2000 };
const lpNow = (): string[] => readdirSync('/dev/usb').filter((name) => name.startsWith('lp'));

const printerStory: UsbStory = {
  title:
    'a printer on a real usblp is found by what it says, prints, stands, is pulled out, and prints again',
  async run() {
    const gadget = makeGadget({
      name: 'printer',
      vendorId: '0x04b8',
      productId: '0x0e28',
      manufacturer: 'EPSON',
      product: 'TM-T20III',
      serialNumber: 'X7Y8',
      function: 'printer.0',
      attributes: { pnp_string: 'MFG:EPSON;MDL:TM-T20III;CLS:PRINTER;CMD:ESC/POS;', q_len: '10' },
    });
    const printer = await startVirtualPrinter({ widthDots: 576 });
    const driver = drivers['escpos-usb'].open(
      EscposUsbSettings.parse({ model: 'TM-T20III', confirms: 'gs-paren-h', limits }),
      { randomBytes: (length) => new Uint8Array(length) },
    );
    const words = (text: string): Uint8Array => Buffer.from(`\x1b@${text}\n\x1dV\x42\x00`, 'latin1');
    let unwire = async (): Promise<void> => {};
    try {
      assert.deepEqual(await driver.print(words('NOBODY')), { outcome: 'not-printed', trouble: 'absent' });
      gadget.plug();
      await until('usblp has it', async () => (await findUsbPrinters()).length === 1);
      const [seen] = await findUsbPrinters();
      assert.equal(seen?.maker, 'EPSON');
      assert.equal(seen?.serialNumber, 'X7Y8');
      unwire = await wire(printer);
      assert.deepEqual(await driver.print(words('FIRST')), { outcome: 'printed' });
      assert.equal(printer.printed(), 1);

      printer.setPaper('out');
      assert.deepEqual(await driver.print(words('NO PAPER')), {
        outcome: 'not-printed',
        trouble: 'paper-out',
      });
      printer.setPaper('ok');

      // Nobody reads on the other side: the kernel's queue runs full, and the till must not stand with it.
      await unwire();
      let longest = 0;
      let last = performance.now();
      const pulse = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 20);
      const blind = drivers['escpos-usb'].open(
        EscposUsbSettings.parse({ confirms: 'gs-r', limits: { ...limits, statusMs: 1500 } }),
        { randomBytes: (length) => new Uint8Array(length) },
      );
      const hung = await blind.print(new Uint8Array(200_000).fill(0x20));
      clearInterval(pulse);
      assert.deepEqual(hung, { outcome: 'not-printed', trouble: 'no-answer' });
      assert.ok(longest < 1500, `the till stood for ${Math.round(longest)} ms`);

      // Pulled out while a long job is on its way.
      unwire = await wire(printer);
      printer.setFault({ kind: 'hang', afterBytes: 30_000 });
      const before = lpNow();
      const long = driver.print(new Uint8Array(120_000).fill(0x41));
      await until('the job is on its way', () => printer.tearOff() !== undefined);
      await unwire();
      gadget.unplug();
      assert.deepEqual(await long, { outcome: 'unknown', trouble: 'link-lost' });

      printer.setFault({ kind: 'none' });
      gadget.plug();
      await until('usblp has it again', async () => (await findUsbPrinters()).length === 1);
      unwire = await wire(printer);
      const printed = printer.printed();
      assert.deepEqual(await driver.print(words('AFTER')), { outcome: 'printed' });
      assert.equal(printer.printed(), printed + 1);
      console.log(`usblp was ${before.join()} and is ${lpNow().join()}`);
    } finally {
      await unwire();
      gadget.unplug();
      await printer.close();
    }
  },
};

/** What prints, over the kernel's own printer class. */
export const printerStories: readonly UsbStory[] = [printerStory];
