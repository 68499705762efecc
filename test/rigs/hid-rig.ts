import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import type { HubDevice } from '#electron/devices/hub/device-hub.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { voyagerDescriptor } from './hid-captures.ts';

const hasPython =
  spawnSync('/usr/bin/python3', ['-c', 'import gi; gi.require_version("UMockdev", "1.0")']).status === 0;

/** Why scanners cannot be pretended here, or undefined where they can. */
export const whyNoHidRig: string | undefined =
  process.platform !== 'linux'
    ? 'umockdev exists on Linux only'
    : spawnSync('umockdev-wrapper', ['true']).error || !hasPython
      ? 'umockdev is not installed (apt-get install umockdev gir1.2-umockdev-1.0 python3-gi libusb-1.0-0)'
      : undefined;

/** A till that listens to HID scanners which are plugged in and out by hand. It goes with the test. */
export interface HidRig {
  plug(number: number, serial: string): void;
  unplug(number: number): void;
  report(number: number, bytes: Uint8Array): void;
  scans: RawScan[];
  /** What the hub said last of its devices. */
  devices(): readonly HubDevice[];
}

/** Starts the till inside the pretence. */
export function hidRig(): HidRig {
  const folder = import.meta.dirname;
  const rig = spawn(
    'umockdev-wrapper',
    [
      '/usr/bin/python3',
      path.join(folder, 'hid-rig.py'),
      process.execPath,
      path.join(folder, 'hid-listener.ts'),
    ],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: {
        ...process.env,
        HID_DESCRIPTOR: Buffer.from(voyagerDescriptor).toString('hex').toUpperCase(),
      },
    },
  );
  const scans: RawScan[] = [];
  let devices: readonly HubDevice[] = [];
  createInterface({ input: rig.stdout }).on('line', (line) => {
    const said = JSON.parse(line) as { scan?: RawScan; devices?: readonly HubDevice[] };
    if (said.scan) scans.push(said.scan);
    if (said.devices) devices = said.devices;
  });
  onTestFinished(async () => {
    rig.stdin.end();
    if (rig.exitCode === null) await once(rig, 'exit');
  });
  const tell = (words: string): void => void rig.stdin.write(`${words}\n`);
  return {
    plug: (number, serial) => tell(`plug ${number} ${serial}`),
    unplug: (number) => tell(`unplug ${number}`),
    report: (number, bytes) => tell(`report ${number} ${Buffer.from(bytes).toString('hex')}`),
    scans,
    devices: () => devices,
  };
}
