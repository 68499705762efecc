import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { cupsRig, whyNoCups } from '#test/rigs/cups-rig.ts';
import { deadPort } from '#test/rigs/printer-rig.ts';
import { listQueues } from '#electron/devices/transports/print-queue.ts';
import { startVirtualPrinter } from '#electron/devices/drivers/virtual-printer/virtual-printer.ts';
import {
  systemSpooler,
  SystemSpoolerSettings,
} from '#electron/devices/drivers/system-spooler/system-spooler.driver.ts';

const within = { timeout: 45_000, interval: 20 };
const machine = { randomBytes: (length: number) => new Uint8Array(length) };
const job = Uint8Array.from([...Buffer.from('voucher \x1b\x00\xff\n', 'latin1'), 0x1d, 0x56, 66, 0]);
const toQueue = (queue: string, limits = {}) =>
  systemSpooler.open(SystemSpoolerSettings.parse({ queue, limits }), machine);

describe.skipIf(whyNoCups)(
  `the print queue of this computer (${whyNoCups ?? 'CUPS of its own on loopback'})`,
  () => {
    test('takes the bytes as they are, and never says more than that it took them', async () => {
      const cups = await cupsRig();
      const printer = await startVirtualPrinter({ widthDots: 384 });
      onTestFinished(() => printer.close());
      cups.addQueue('counter', printer.port);
      expect(await listQueues()).toEqual(['counter']);
      const driver = toQueue('counter');
      expect(await driver.look()).toEqual({ trouble: null, paperLow: false });
      expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'handed-over' });
      await vi.waitUntil(() => printer.pages.length === 1, within);
      expect(printer.pages[0]?.lines).toEqual(['voucher \u00a0']);

      // Out of paper the queue calls it completed all the same: why this driver never says printed.
      printer.setPaper('out');
      expect(await driver.print(job)).toEqual({ outcome: 'unknown', trouble: 'handed-over' });
      await vi.waitUntil(() => cups.run('lpstat', '-W', 'completed', '-o').includes('counter-2'), within);
      expect(printer.pages).toHaveLength(1);
    });

    test('that is missing, stands or takes nothing got nothing; one whose printer is off prints later by itself', async () => {
      const cups = await cupsRig();
      cups.addQueue('counter', await deadPort());
      expect(await toQueue('nowhere').print(job)).toEqual({ outcome: 'not-printed', trouble: 'queue-off' });
      expect(await toQueue('counter').print(job)).toEqual({ outcome: 'unknown', trouble: 'handed-over' });
      cups.run('cupsdisable', 'counter');
      expect(await toQueue('counter').print(job)).toEqual({ outcome: 'not-printed', trouble: 'queue-off' });
      cups.run('cupsenable', 'counter');
      cups.run('cupsreject', 'counter');
      expect(await toQueue('counter').print(job)).toEqual({ outcome: 'not-printed', trouble: 'queue-off' });
    });
  },
);

/** A folder with commands of our own in front of the system's. */
function withCommands(commands: Record<string, string>): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'commands-'));
  for (const [name, script] of Object.entries(commands)) {
    writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(folder, name), 0o755);
  }
  vi.stubEnv('PATH', `${folder}:/usr/bin:/bin`);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true, force: true });
  });
}

describe.skipIf(process.platform === 'win32')('the commands of the print queue', () => {
  test('that hang or fail after they got the bytes leave it unknown, and the till does not wait for ever', async () => {
    withCommands({ lpstat: 'exit 0', lp: 'exec /bin/sleep 60' });
    expect(await toQueue('counter', { printMs: 200 }).print(job)).toEqual({
      outcome: 'unknown',
      trouble: 'no-answer',
    });
    withCommands({ lpstat: 'exit 0', lp: 'cat >/dev/null; exit 1' });
    expect(await toQueue('counter').print(job)).toEqual({ outcome: 'unknown', trouble: 'no-answer' });
    withCommands({ lpstat: 'exec /bin/sleep 60' });
    expect(await toQueue('counter', { askMs: 200 }).print(job)).toEqual({
      outcome: 'not-printed',
      trouble: 'no-answer',
    });
  });

  test('that are not there say so, and what was called off got nothing', async () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(await toQueue('counter').print(job)).toEqual({
      outcome: 'not-printed',
      trouble: 'native-missing',
    });
    const signal = AbortSignal.abort();
    expect(await toQueue('counter').print(job, { signal })).toEqual({
      outcome: 'not-printed',
      trouble: 'interrupted',
    });
    expect(await listQueues()).toEqual([]);
  });

  test('get a name and never an option, a path or a second word', async () => {
    withCommands({ lpstat: 'echo asked; exit 0', lp: 'exit 0' });
    for (const queue of ['-oraw', 'a b', 'a/b', 'a#b', '$(x) y'])
      expect(await toQueue(queue).print(job)).toEqual({ outcome: 'not-printed', trouble: 'queue-off' });
    expect(await toQueue('$(reboot)').print(job)).toEqual({ outcome: 'unknown', trouble: 'handed-over' });
    for (const queue of ['', 'a\nb', 'a'.repeat(221)])
      expect(SystemSpoolerSettings.safeParse({ queue }).success).toBe(false);
  });
});
