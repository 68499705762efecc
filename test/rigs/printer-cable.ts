import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { UsbPlaces } from '#electron/devices/transports/usb-printer.ts';

/** A cable from a terminal of this computer to a printer that listens on a port. */
export interface PrinterCable {
  /** What the till opens, for as long as the cable is plugged in. */
  path: string;
  unplug(): Promise<void>;
}

/** Plugs it in, with socat in the middle. It goes with the test. */
export async function printerCable(port: number): Promise<PrinterCable> {
  const folder = temporary('cable-');
  const till = path.join(folder, 'till');
  const socat: ChildProcess = spawn(
    'socat',
    [`PTY,raw,echo=0,link=${till}`, `TCP:127.0.0.1:${port},nodelay`],
    {
      stdio: 'ignore',
    },
  );
  await vi.waitUntil(() => existsSync(till), { timeout: 45_000, interval: 5 });
  // Held open, or socat would take the end of a job for the end of the cable.
  const held = openSync(till, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  let plugged = true;
  const unplug = async (): Promise<void> => {
    if (!plugged) return;
    plugged = false;
    closeSync(held);
    socat.kill('SIGTERM');
    if (socat.exitCode === null && socat.signalCode === null) await once(socat, 'exit');
    rmSync(till, { force: true });
  };
  onTestFinished(unplug);
  return { path: till, unplug };
}

/** What a USB printer says of itself, as the kernel passes it on. */
export interface UsbShown {
  number: number;
  says: string;
  /** The serial number of the USB device, which stands beside what the printer says. */
  serial?: string;
  leadsTo: string;
}

/** A folder like the kernel's, with these printers plugged in. */
export function usbShelf(...printers: UsbShown[]): UsbPlaces {
  const folder = temporary('usb-');
  const places = { saysDir: path.join(folder, 'usbmisc'), devicesDir: path.join(folder, 'dev') };
  mkdirSync(places.saysDir);
  mkdirSync(places.devicesDir);
  for (const { number, says, serial, leadsTo } of printers) {
    const name = path.join(places.saysDir, `lp${number}`);
    const device = path.join(folder, 'devices', `usb${number}`);
    mkdirSync(name);
    mkdirSync(path.join(device, '1-1:1.0'), { recursive: true });
    symlinkSync(path.join(device, '1-1:1.0'), path.join(name, 'device'));
    writeFileSync(path.join(device, '1-1:1.0', 'ieee1284_id'), `${says}\n`);
    if (serial) writeFileSync(path.join(device, 'serial'), `${serial}\n`);
    symlinkSync(leadsTo, path.join(places.devicesDir, `lp${number}`));
  }
  return places;
}

function temporary(prefix: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), prefix));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
