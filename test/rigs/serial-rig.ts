import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  constants,
  existsSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** Why pairs of terminals cannot be had here, or undefined where they can. */
export const whyNoSerialRig: string | undefined =
  process.platform === 'win32'
    ? 'terminals of socat exist on Linux and macOS only'
    : spawnSync('socat', ['-V']).error
      ? 'socat is not installed (apt-get install socat)'
      : undefined;

/** A serial device made of two terminals: the till opens `path`, the test holds the other end. */
export interface SerialRig {
  /** Where the till finds the device, for as long as it is plugged in. */
  path: string;
  /** What the device sends. */
  send(bytes: Uint8Array | string): void;
  /** What the device got since it was asked last. */
  received(): Uint8Array;
  unplug(): Promise<void>;
  replug(): Promise<void>;
}

/** Plugs a serial device in. It goes with the test. */
export async function serialRig(): Promise<SerialRig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'serial-'));
  const till = path.join(folder, 'till');
  const device = path.join(folder, 'device');
  let socat: ChildProcess | undefined;
  let end = -1;

  const plug = async (): Promise<void> => {
    socat = spawn('socat', [`PTY,raw,echo=0,link=${till}`, `PTY,raw,echo=0,link=${device}`], {
      stdio: 'ignore',
    });
    await vi.waitUntil(() => existsSync(till) && existsSync(device), { timeout: 45_000, interval: 5 });
    end = openSync(device, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK);
  };
  const unplug = async (): Promise<void> => {
    const gone = socat;
    socat = undefined;
    if (!gone) return;
    closeSync(end);
    gone.kill('SIGTERM');
    if (gone.exitCode === null && gone.signalCode === null) await once(gone, 'exit');
    for (const link of [till, device]) rmSync(link, { force: true });
  };
  onTestFinished(async () => {
    await unplug();
    rmSync(folder, { recursive: true, force: true });
  });

  await plug();
  return {
    path: till,
    send(bytes) {
      const all = Buffer.from(bytes);
      let sent = 0;
      while (sent < all.length) sent += writeSync(end, all, sent);
    },
    received() {
      const buffer = Buffer.alloc(65_536);
      try {
        return Uint8Array.from(buffer.subarray(0, readSync(end, buffer)));
      } catch {
        return new Uint8Array();
      }
    },
    unplug,
    replug: plug,
  };
}
