import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { hidPosScanner } from '#electron/devices/drivers/hid-pos-scanner/hid-pos-scanner.driver.ts';
import { serialScanner } from '#electron/devices/drivers/serial-scanner/serial-scanner.driver.ts';
import { createDeviceHub, type DeviceHub } from '#electron/devices/hub/device-hub.ts';
import { systemClock } from '#electron/platform/clock.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { posReports, voyagerDescriptor, voyagerReports } from '../hid-captures.ts';
import { makeGadget } from './gadget.ts';
import { until, type UsbStory } from './stories.ts';

interface Till {
  scans: RawScan[];
  hub: DeviceHub<void>;
  state(): string | undefined;
}

function tillThatScans(): Till {
  const scans: RawScan[] = [];
  const hub = createDeviceHub<void>({
    kinds: [hidPosScanner, serialScanner],
    clock: systemClock,
    take: async (scan) => void scans.push(scan),
    changed: () => undefined,
    log: (line) => console.log(line),
  });
  return { scans, hub, state: () => hub.devices()[0]?.health.state };
}

const hidDevice = '/dev/hidg0';
const serialDevice = '/dev/ttyGS0';

/** Says bytes as the device, and lets go of it, since a device that is held must not be pulled out. */
async function say(device: string, pieces: readonly Uint8Array[]): Promise<void> {
  await until(`${device} is there`, () => existsSync(device));
  const end = await open(device, 'r+');
  try {
    for (const piece of pieces) await end.write(piece);
  } finally {
    await end.close();
  }
}

const hidrawNow = (): string[] => readdirSync('/dev').filter((name) => name.startsWith('hidraw'));

const hidStory: UsbStory = {
  title: 'a HID scanner is found by itself on a real hidraw, read, unplugged inside a code, and read again',
  async run() {
    const scanner = makeGadget({
      name: 'scanner',
      vendorId: '0x0c2e',
      productId: '0x0b87',
      manufacturer: 'Honeywell',
      product: 'Voyager 1470',
      serialNumber: '18045B12AB',
      function: 'hid.0',
      attributes: { protocol: '0', subclass: '0', report_length: '64', report_desc: voyagerDescriptor },
    });
    const { scans, hub, state } = tillThatScans();
    try {
      scanner.plug();
      await until('the scanner is found', () => state() === 'ready');
      assert.deepEqual(
        hub.devices().map(({ deviceId, name }) => [deviceId, name]),
        [['hid:0c2e:0b87:18045B12AB', 'Honeywell Voyager 1470']],
      );
      const long = '7'.repeat(208);
      await say(hidDevice, [...voyagerReports.map(({ bytes }) => bytes), ...posReports(long)]);
      await until('three codes', () => scans.length === 3);

      await say(hidDevice, posReports(long).slice(0, 2));
      scanner.unplug();
      await until('its going is noticed', () => state() === 'gone');
      assert.deepEqual(hidrawNow(), []);
      scanner.plug();
      await until('the scanner is found again', () => state() === 'ready');
      await say(hidDevice, posReports('AFTER'));
      await until('a code after the unplugging', () => scans.length === 4);
      assert.deepEqual(
        scans.map(({ text }) => text),
        [...voyagerReports.map(({ text }) => text), `]Q1${long}`, ']Q1AFTER'],
      );
      assert.equal(hub.devices().length, 1);
    } finally {
      await hub.close();
      scanner.unplug();
    }
  },
};

const serialStory: UsbStory = {
  title: 'a serial scanner on a real ttyACM is read, unplugged inside a code, and read again',
  async run() {
    const scanner = makeGadget({
      name: 'serial',
      vendorId: '0x1d6b',
      productId: '0x0104',
      manufacturer: 'Datalogic',
      product: 'QuickScan',
      serialNumber: 'S1',
      function: 'acm.0',
      attributes: {},
    });
    const { scans, hub, state } = tillThatScans();
    const bytes = (text: string): Uint8Array => Buffer.from(text);
    try {
      scanner.plug();
      await until('the port is there', () => existsSync('/dev/ttyACM0'));
      hub.add({ deviceId: 'counter', driver: 'serial-scanner', setup: { port: '/dev/ttyACM0' } });
      await until('the port is open', () => state() === 'ready');
      await say(serialDevice, [bytes('4006381'), bytes('333931\r'), bytes('SECOND\r\n')]);
      await until('two codes', () => scans.length === 2);

      await say(serialDevice, [bytes('HALF-OF-')]);
      scanner.unplug();
      await until('its going is noticed', () => state() !== 'ready');
      await until('the port is gone', () => !existsSync('/dev/ttyACM0'));
      scanner.plug();
      await until('the port is open again', () => state() === 'ready');
      await say(serialDevice, [bytes('AFTER\r')]);
      await until('a code after the unplugging', () => scans.length === 3);
      assert.deepEqual(
        scans.map(({ text }) => text),
        ['4006381333931', 'SECOND', 'AFTER'],
      );
    } finally {
      await hub.close();
      scanner.unplug();
    }
  },
};

/** What scans: over hidraw and over a serial port that USB pretends. */
export const scannerStories: readonly UsbStory[] = [hidStory, serialStory];
