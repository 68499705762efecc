import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { openPcscd } from '#electron/devices/transports/pcscd.ts';
import type { PcscCardOrder } from './pcsc-chip.ts';

const driver = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so';

/** Why no smart-card service of our own can be had here, or undefined where it can. */
export const whyNoPcscRig: string | undefined =
  process.platform !== 'linux'
    ? 'the service pcscd exists on Linux only'
    : spawnSync('pcscd', ['--version']).error || !existsSync(driver)
      ? 'pcscd or its virtual reader is not installed (apt-get install pcscd vsmartcard-vpcd)'
      : spawnSync('unshare', ['-n', '-m', 'true']).status !== 0
        ? 'this user may not make a network of its own for the virtual reader, which listens everywhere'
        : undefined;

/** The real pcscd with a virtual reader of two places, in a network of its own. */
export interface PcscRig {
  /** Where the service listens. */
  path: string;
  /** Takes away what lies on one of the two places, waits until the service saw that, and puts another card there. */
  put(order: PcscCardOrder, at?: number): Promise<void>;
  startService(): Promise<void>;
  /** Ends the service at once, as a crash does. */
  endService(): Promise<void>;
}

/** Starts the service. It goes with the test. */
export async function pcscRig(): Promise<PcscRig> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pcsc-'));
  const readers = path.join(folder, 'reader.conf');
  const listens = path.join(folder, 'pcscd.comm');
  writeFileSync(
    readers,
    `FRIENDLYNAME "Virtual PCD"\nDEVICENAME /dev/null:0x8C7B\nLIBPATH ${driver}\nCHANNELID 0x8C7B\n`,
  );
  let service: ChildProcess | undefined;
  let cards: ChildProcess | undefined;
  // The service listens in a fixed folder, so it gets a view of the disk in which ours stands there.
  const inItsOwn = [
    'ip link set lo up 2>/dev/null || true',
    'mount -t tmpfs none /run && mkdir /run/pcscd',
    'mount --bind "$0" /run/pcscd',
    'echo ready',
    'exec sleep 100000',
  ].join(' && ');
  const world = spawn('unshare', ['-n', '-m', 'sh', '-c', inItsOwn, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(world.stdout, 'data');
  const within = (stdin: 'pipe' | 'ignore', ...command: readonly string[]): ChildProcess =>
    spawn('nsenter', ['-t', String(world.pid), '-n', '-m', ...command], {
      stdio: [stdin, 'ignore', 'ignore'],
    });
  const startService = async (): Promise<void> => {
    service = within('ignore', 'pcscd', '-f', '-c', readers);
    await vi.waitUntil(() => existsSync(listens), { timeout: 20_000, interval: 10 });
  };
  const endService = async (): Promise<void> => {
    const gone = service;
    service = undefined;
    if (!gone) return;
    gone.kill('SIGKILL');
    if (gone.exitCode === null && gone.signalCode === null) await once(gone, 'exit');
    for (const left of [listens, path.join(folder, 'pcscd.pid')]) rmSync(left, { force: true });
  };
  onTestFinished(async () => {
    cards?.kill('SIGKILL');
    await endService();
    world.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  cards = within('pipe', process.execPath, path.join(import.meta.dirname, 'pcsc-card.ts'));
  await startService();
  return {
    path: listens,
    async put(order, at = 0) {
      const say = (next: PcscCardOrder) => cards?.stdin?.write(`${JSON.stringify({ at, order: next })}\n`);
      say({ kind: 'none' });
      await vi.waitUntil(() => isEmpty(at), { timeout: 20_000, interval: 20 });
      say(order);
    },
    startService,
    endService,
  };
}

/** Whether the service sees nothing there; it looks a few times a second. */
async function isEmpty(at: number): Promise<boolean> {
  const line = await openPcscd();
  if (!line.ok) return false;
  const readers = await line.value.readersAndNews();
  line.value.close();
  return readers?.[at]?.present === false;
}
