import { expect, onTestFinished, test, vi } from 'vitest';
import type { PrinterDriver } from '#electron/devices/driver.ts';
import { line } from '#shared/print/document.ts';
import { deadPort, driverTo, paper58, printerRig } from '#test/rigs/printer-rig.ts';
import type { PrintJob } from '#shared/print/print-job.ts';
import { memoryQueue } from '#test/support/memory-queue.ts';
import { startPrintSpool, type PrintSpool } from './print-spool.ts';

const job = (jobId: string, text = jobId): PrintJob => ({
  jobId,
  document: { title: jobId, blocks: [line(text)] },
  state: 'queued',
  trouble: null,
  createdAtMs: 0,
  copy: false,
  voucherId: null,
  batchId: null,
  activates: null,
});

type MemoryQueue = ReturnType<typeof memoryQueue>;

function spoolOver(memory: MemoryQueue, printer: PrinterDriver | null, model = paper58) {
  const told: string[] = [];
  const errors: unknown[] = [];
  const spool = startPrintSpool({
    queue: memory.queue,
    printer,
    model,
    onChange: ({ jobId, state, trouble }) => told.push(`${jobId} ${state}${trouble ? ` ${trouble}` : ''}`),
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => spool.close());
  return Object.assign(spool, { told, errors }) satisfies PrintSpool;
}

test('queued pages come out oldest first, each sending before it is printed', async () => {
  const { printer, driver } = await printerRig();
  const memory = memoryQueue(job('a'), job('b'));
  const spool = spoolOver(memory, driver);
  await spool.idle();
  expect(memory.history).toEqual(['a sending', 'a printed', 'b sending', 'b printed']);
  expect(spool.told).toEqual(memory.history);
  expect(printer.pages.map((page) => page.lines[0])).toEqual(['a', 'b']);
});

test('a page is sending on disk before its first byte leaves', async () => {
  const memory = memoryQueue(job('a'));
  const seen: string[][] = [];
  const driver: PrinterDriver = {
    print: async () => {
      seen.push([...memory.history]);
      return { outcome: 'printed' };
    },
    look: async () => ({ trouble: null, paperLow: false }),
  };
  await spoolOver(memory, driver).idle();
  expect(seen).toEqual([['a sending']]);
});

test('a page that a dead till was sending becomes unknown and is not sent again', async () => {
  const { printer, driver } = await printerRig();
  const memory = memoryQueue({ ...job('a'), state: 'sending' }, job('b'));
  const spool = spoolOver(memory, driver);
  expect(memory.history).toEqual(['a unknown interrupted']);
  expect(spool.told).toEqual([]);
  await spool.idle();
  expect(spool.told).toEqual(['a unknown interrupted', 'b sending', 'b printed']);
  expect(printer.pages).toHaveLength(1);
  expect(printer.pages[0]?.lines).toContain('- - - - - - - - - - - - - - - -');
  expect(printer.pages[0]?.lines).toContain('b');
});

test('out of paper: the page is not printed, is not tried again by itself, and the next waits for a wake', async () => {
  const { printer, driver } = await printerRig();
  printer.setPaper('out');
  const memory = memoryQueue(job('a'), job('b'));
  const spool = spoolOver(memory, driver);
  await spool.idle();
  expect(memory.history).toEqual(['a sending', 'a not-printed paper-out']);
  printer.setPaper('ok');
  await spool.idle();
  expect(printer.pages).toHaveLength(0);
  spool.wake();
  await spool.idle();
  expect(memory.history.slice(2)).toEqual(['b sending', 'b printed']);
});

test('an unreachable printer is a trouble of the page, not of the spool', async () => {
  const memory = memoryQueue(job('a'));
  const spool = spoolOver(memory, driverTo(await deadPort(), paper58));
  await spool.idle();
  expect(memory.history.at(-1)).toBe('a not-printed unreachable');
  expect(spool.errors).toEqual([]);
});

test('a shop without a printer finds every page not printed, for that reason', async () => {
  const memory = memoryQueue(job('a'), job('b'));
  await spoolOver(memory, null).idle();
  expect(memory.history).toEqual(['a not-printed no-printer', 'b not-printed no-printer']);
});

test('after a link lost within a page the next one follows a line across the paper, once', async () => {
  const { printer, driver } = await printerRig();
  printer.setFault({ kind: 'drop', afterBytes: 500 });
  const qr = {
    ...job('a'),
    document: { title: 'a', blocks: [{ kind: 'qr', digits: '7'.repeat(208) } as const] },
  };
  const memory = memoryQueue(qr, job('b'), job('c'));
  const spool = spoolOver(memory, driver);
  await spool.idle();
  expect(memory.history).toEqual([
    'a sending',
    'a unknown link-lost',
    'b sending',
    'b printed',
    'c sending',
    'c printed',
  ]);
  const [b, c] = printer.pages.map((page) => page.lines.filter((text) => text !== ''));
  expect(b).toEqual(['- - - - - - - - - - - - - - - -', 'b']);
  expect(c).toEqual(['c']);
});

test('a printer that never confirms gets no line across every page', async () => {
  const model = { ...paper58, confirms: 'none' as const };
  const { printer, driver } = await printerRig(model);
  const memory = memoryQueue(job('a'), job('b'));
  await spoolOver(memory, driver, model).idle();
  expect(memory.history.filter((entry) => entry.includes('unknown'))).toEqual([
    'a unknown no-answer',
    'b unknown no-answer',
  ]);
  await vi.waitUntil(() => printer.pages.length === 2);
  expect(printer.pages[1]?.lines[0]).toBe('b');
});

test('a printer that waits for paper in the middle is told while it waits, and printed when it goes on', async () => {
  const { printer, driver } = await printerRig();
  printer.setFault({ kind: 'paper-out', afterBytes: 30 });
  const memory = memoryQueue(job('a', 'long '.repeat(60)));
  const spool = spoolOver(memory, driver);
  await vi.waitUntil(() => spool.told.includes('a sending paper-out'));
  printer.setPaper('ok');
  await spool.idle();
  expect(memory.history.at(-1)).toBe('a printed');
  expect(printer.pages).toHaveLength(1);
});

test('a page queued while another is printing is not forgotten', async () => {
  const { driver } = await printerRig();
  const memory = memoryQueue(job('a'));
  const spool = spoolOver(memory, driver);
  await vi.waitUntil(() => memory.history.includes('a sending'));
  memory.add(job('b'));
  spool.wake();
  await spool.idle();
  expect(memory.history.at(-1)).toBe('b printed');
});

test('a wake that comes while a page fails is not lost: the rest is tried after it', async () => {
  const { printer, driver } = await printerRig(paper58, { statusMs: 100 });
  printer.setFault({ kind: 'hang' });
  const memory = memoryQueue(job('a'));
  const spool = spoolOver(memory, driver);
  await vi.waitUntil(() => memory.history.includes('a sending'));
  memory.add(job('b'));
  spool.wake();
  await spool.idle();
  expect(memory.history.slice(1)).toEqual([
    'a not-printed no-answer',
    'b sending',
    'b not-printed no-answer',
  ]);
});

test('closing before the first byte leaves the page queued, in the middle it is unknown', async () => {
  const { printer, driver } = await printerRig();
  printer.setFault({ kind: 'hang' });
  const early = memoryQueue(job('a'));
  const first = spoolOver(early, driver);
  await vi.waitUntil(() => early.history.includes('a sending'));
  await first.close();
  expect(early.history.at(-1)).toBe('a queued');

  printer.setFault({ kind: 'paper-out', afterBytes: 30 });
  const late = memoryQueue(job('b', 'long '.repeat(60)));
  const second = spoolOver(late, driver);
  await vi.waitUntil(() => second.told.includes('b sending paper-out'));
  await second.close();
  expect(late.history.at(-1)).toBe('b unknown interrupted');
});

test('a page that cannot be drawn is reported and set aside, and the next is printed', async () => {
  const { driver } = await printerRig();
  const broken = {
    ...job('a'),
    document: { title: 'a', blocks: [{ kind: 'qr', digits: '7'.repeat(7000) } as const] },
  };
  const memory = memoryQueue(broken, job('b'));
  const spool = spoolOver(memory, driver);
  await spool.idle();
  expect(memory.history).toContain('a not-printed unprintable');
  expect(spool.errors).toHaveLength(1);
  expect(memory.history.at(-1)).toBe('b printed');
});

test('a queue that cannot be written stops the page before it is sent, and the spool lives on', async () => {
  const { printer, driver } = await printerRig();
  const memory = memoryQueue(job('a'));
  const { setState } = memory.queue;
  memory.queue.setState = () => {
    throw new Error('disk full');
  };
  const spool = spoolOver(memory, driver);
  await spool.idle();
  expect(spool.errors).toHaveLength(1);
  expect(printer.pages).toHaveLength(0);
  memory.queue.setState = setState;
  spool.wake();
  await spool.idle();
  expect(memory.history).toEqual(['a sending', 'a printed']);
});
