import { createDeviceHub } from '#electron/devices/hub/device-hub.ts';
import { hidPosScanner } from '#electron/devices/drivers/hid-pos-scanner/hid-pos-scanner.driver.ts';
import { systemClock } from '#electron/platform/clock.ts';

/** A till that only scans, for the rig whose devices exist in this process alone. Says a line of JSON for each thing that happens. */
const say = (what: unknown): boolean => process.stdout.write(`${JSON.stringify(what)}\n`);

const hub = createDeviceHub({
  kinds: [hidPosScanner],
  clock: systemClock,
  take: async (scan) => say({ scan }),
  changed: () => void say({ devices: hub.devices() }),
  log: (line) => void say({ line }),
});
// The hub's own timers keep nothing alive.
setInterval(() => undefined, 60_000);
process.on('SIGTERM', () => void hub.close().then(() => process.exit(0)));
