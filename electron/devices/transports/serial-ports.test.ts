import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { listSerialPorts } from './serial-ports.ts';

/** Lets the system's own lister be this script, or nothing at all. */
function withUdevadm(script?: string): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'udevadm-'));
  if (script !== undefined) {
    writeFileSync(path.join(folder, 'udevadm'), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, 'udevadm'), 0o755);
  }
  vi.stubEnv('PATH', folder);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
}

const port = (number: number, more: readonly string[]): string =>
  [
    `P: /devices/usb1/1-7/tty/ttyACM${number}`,
    `N: ttyACM${number}`,
    `E: DEVNAME=/dev/ttyACM${number}`,
    ...more,
    '',
  ]
    .map((line) => `echo '${line}'`)
    .join('\n');

describe.skipIf(process.platform !== 'linux')(
  'the ports of this computer, as udevadm of Linux lists them',
  () => {
    test('without udevadm there is no list, and nothing is thrown', async () => {
      withUdevadm();
      expect(await listSerialPorts()).toMatchObject({ complete: false });
    });

    test('a USB port is known by maker and serial number, whatever number it got', async () => {
      const usb = [
        'E: ID_VENDOR_ID=05f9',
        'E: ID_MODEL_ID=4204',
        'E: ID_SERIAL_SHORT=S1234',
        'E: ID_VENDOR_ENC=Datalogic',
      ];
      withUdevadm(port(0, usb));
      const first = await listSerialPorts();
      expect(first).toMatchObject({
        complete: true,
        ports: [{ path: '/dev/ttyACM0', identity: 'usb:05f9:4204:s1234', name: 'Datalogic' }],
      });
      withUdevadm(port(3, usb));
      expect((await listSerialPorts()).ports).toMatchObject([
        { path: '/dev/ttyACM3', identity: first.ports[0]?.identity },
      ]);
    });

    test('a port that says nothing of itself is known by its path', async () => {
      withUdevadm(port(1, []));
      expect((await listSerialPorts()).ports).toEqual([
        { path: '/dev/ttyACM1', identity: '/dev/ttyACM1', name: '/dev/ttyACM1' },
      ]);
    });
  },
);
