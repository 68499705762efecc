import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { line } from '#shared/print/document.ts';
import type { PrintJob } from '#shared/print/print-job.ts';
import { startVirtualPrinter } from '#electron/devices/drivers/virtual-printer/virtual-printer.ts';
import { handClock } from '#test/support/hand-clock.ts';
import { memoryQueue } from '#test/support/memory-queue.ts';
import { choosePrinter } from './chosen-printer.ts';
import { drawerPulse } from './drawer-pulse.ts';
import { openPrinting } from './open-printing.ts';
import { parsePrinterAddress } from './printer-address.ts';
import { watchTimes } from './printer-watch.ts';

const within = { timeout: 45_000, interval: 20 };
const page = (jobId: string): PrintJob => ({
  jobId,
  document: { title: jobId, blocks: [line(jobId)] },
  state: 'queued',
  trouble: null,
  createdAtMs: 0,
  copy: false,
  voucherId: null,
  batchId: null,
  activates: null,
});

async function open(...jobs: PrintJob[]) {
  const dir = mkdtempSync(path.join(tmpdir(), 'printing-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const clock = handClock();
  const memory = memoryQueue(...jobs);
  const printing = await openPrinting({
    chosen: choosePrinter(dir, null, true),
    queue: memory.queue,
    readOnly: false,
    machine: { randomBytes: (length) => new Uint8Array(length) },
    logo: () => null,
    clock,
    log: () => undefined,
    changed: () => undefined,
    printerChanged: () => undefined,
    practiceChanged: () => undefined,
  });
  onTestFinished(() => printing.close());
  await printing.idle();
  const tray = printing.virtual();
  if (!tray) throw new Error('the demo prints on the virtual printer');
  return { printing, memory, clock, tray, dir };
}

test('the drawer gets one whole pulse on its pin, and none while a paper is being printed', async () => {
  const { printing, memory, tray } = await open();
  expect(await printing.printNow(drawerPulse(2))).toEqual({ outcome: 'printed' });
  expect(await printing.printNow(drawerPulse(5))).toEqual({ outcome: 'printed' });
  expect(tray.kicks).toEqual([2, 5]);
  expect(tray.unknownCommands).toEqual([]);
  expect(tray.tearOff()).toBeUndefined();

  tray.setFault({ kind: 'paper-out', afterBytes: 20 });
  memory.add(page('a'));
  printing.wake();
  await vi.waitUntil(() => memory.history.includes('a sending paper-out'), within);
  expect(await printing.printNow(drawerPulse(2))).toBeUndefined();
  tray.setPaper('ok');
  await printing.idle();
  expect(memory.history.at(-1)).toBe('a printed');
  expect(tray.kicks).toEqual([2, 5]);
});

test('a drawer whose printer is open stays shut, also when the cover is closed again', async () => {
  const { printing, tray } = await open();
  tray.setFault({ kind: 'cover-open' });
  expect(await printing.printNow(drawerPulse(2))).toEqual({ outcome: 'not-printed', trouble: 'cover-open' });
  tray.setFault({ kind: 'none' });
  expect(await printing.printNow(Uint8Array.of(0x0a))).toEqual({ outcome: 'printed' });
  expect(tray.kicks).toEqual([]);
});

test('paper put in brings the papers that waited behind the one that failed, without anybody asking', async () => {
  const { printing, memory, tray, clock } = await open();
  printing.practice.setPaper('out');
  memory.add(page('a'));
  memory.add(page('b'));
  printing.wake();
  await printing.idle();
  expect(memory.history).toEqual(['a sending', 'a not-printed paper-out']);
  expect(printing.state()).toEqual({ printer: 'trouble', printerSays: 'paper-out' });
  tray.setPaper('low');
  await clock.pass(watchTimes.troubleMs);
  await vi.waitUntil(() => memory.history.includes('b printed'), within);
  expect(printing.state()).toEqual({ printer: 'ready', printerSays: 'paper-low' });
  expect(tray.pages.map(({ lines }) => lines[0])).toEqual(['b']);
});

test('another printer takes the papers from the moment it is chosen, also after a restart', async () => {
  const { printing, memory, tray, dir } = await open();
  const other = await startVirtualPrinter({ widthDots: 576 });
  onTestFinished(() => other.close());
  await printing.setUp(parsePrinterAddress(`127.0.0.1:${other.port}/epson-tm-t20iii`));
  memory.add(page('a'));
  printing.wake();
  await printing.idle();
  expect(other.pages.map(({ lines }) => lines[0])).toEqual(['a']);
  expect(tray.pages).toEqual([]);
  expect(choosePrinter(dir, null, true).setup).toEqual(printing.setup());
});
