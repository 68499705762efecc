import { expect, test, vi } from 'vitest';
import { createDeviceHub } from './hub/device-hub.ts';
import { handClock } from '#test/support/hand-clock.ts';
import { hidPosScanner } from './drivers/hid-pos-scanner/hid-pos-scanner.driver.ts';
import { serialScanner } from './drivers/serial-scanner/serial-scanner.driver.ts';
import { listSerialPorts } from './transports/serial-ports.ts';

/** As on a computer without libusb, or whose package was packed for another. */
const { doesNotLoad } = vi.hoisted(() => ({
  doesNotLoad: (): never => {
    throw new Error('libusb-1.0.so.0: cannot open shared object file: No such file or directory');
  },
}));
vi.mock('node-hid', doesNotLoad);
vi.mock('serialport', doesNotLoad);

test('without native parts every scanner says what is missing, and whoever types is heard all the same', async () => {
  const clock = handClock();
  const hub = createDeviceHub({
    kinds: [hidPosScanner, serialScanner],
    clock,
    take: async ({ text }) => text,
    changed: () => undefined,
    log: () => undefined,
  });
  hub.add({ deviceId: 'mine', driver: 'serial-scanner', setup: { port: '/dev/ttyACM0' } });
  await vi.waitUntil(
    async () => {
      await clock.pass(0);
      return hub.devices().filter(({ health }) => health.trouble === 'native-missing').length === 2;
    },
    { timeout: 45_000, interval: 20 },
  );
  expect(hub.devices().map(({ deviceId }) => deviceId)).toEqual(['mine', 'hid-pos-scanner']);
  expect(await hub.scan({ deviceId: 'keyboard-wedge', text: 'A' })).toBe('A');
  await hub.close();
});

test('ports that nobody can list are said to be incomplete, so that a path is typed', async () => {
  expect(await listSerialPorts()).toMatchObject({ complete: false });
});
