import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as after } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { openCapture } from '#electron/capture/open-capture.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { FooterChoice } from '#shared/settings/receipt-footer.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import { freePort } from '#test/rigs/register/plain-printer.ts';
import { benchFooter } from './capture-footer.ts';
import type { LineSamples, LineTask } from './capture-line.ts';
import { quantile, type BenchOptions, type Figure } from './figures.ts';

const goalMs = 5;
/** As long as a report or a what-if keeps the till from everything else, again and again. */
const busyMs = 250;

/**
 * What standing between a register and its printer costs: a printer that answers each piece with a byte is asked directly, through a
 * proxy of a few lines that only pipes, and through us while we read along. All in turns in the same run, on this computer's loopback,
 * with register and printer in a thread of their own: once while the till rests, once while it does not come round to anything.
 */
export async function benchCapture(options: BenchOptions): Promise<Figure[]> {
  const rounds = options.small ? 100 : 1_000;
  const [listenPort, printerPort] = [await freePort(), await freePort()];
  const dataDir = mkdtempSync(path.join(tmpdir(), 'capture-bench-'));
  let receipts = 0;
  const ready = Promise.withResolvers<void>();
  const name = 'Front';
  const registers = [
    {
      kind: 'printer',
      name,
      listen: { port: listenPort },
      printer: { host: '127.0.0.1', port: printerPort },
    },
  ];
  const capture = openCapture({
    settings: ShopSettings.parse({ capture: { registers } }),
    machine: nodeMachine,
    log: () => {},
    dataDir,
    changed: (view) => view.registers[0]?.state === 'ready' && ready.resolve(),
    received: () => void (receipts += 1),
  });
  await ready.promise;
  const measure = async (): Promise<LineSamples> => {
    const task: LineTask = { listenPort, printerPort, rounds };
    const worker = new Worker(new URL('capture-line.ts', import.meta.url), { workerData: task });
    const [samples] = (await once(worker, 'message')) as [LineSamples];
    return samples;
  };
  const resting = await measure();
  let working = true;
  const work = (): void => {
    if (!working) return;
    const until = performance.now() + busyMs;
    while (performance.now() < until) createHash('sha256').update('busy').digest();
    setImmediate(work);
  };
  work();
  const busy = await measure();
  working = false;
  // What was heard while there was no time is read now.
  for (let patience = 100; receipts < 2 * rounds && patience > 0; patience -= 1) await after(100);
  const read = receipts;
  const isRead = read === 2 * rounds;
  capture.setFooter(name, FooterChoice.parse({ confirms: true }));
  const asking = await measure();
  await capture.close();
  return [
    added('while the till rests', resting, isRead),
    added(`while the till is busy ${busyMs} ms at a time`, busy, isRead),
    { what: 'receipts read, of both runs', measured: `${read}`, goal: `${2 * rounds}`, kept: isRead },
    {
      what: 'the same where each cut asks the till what goes before it, and the till has nothing to say',
      measured: `${ms(p99(asking.ours) - p99(asking.direct))} (ratio ${ratio(asking)})`,
      goal: 'for comparison',
    },
    {
      what: 'the same as a ratio to a proxy that only pipes, p99: at rest, and busy',
      measured: [resting, busy].map(ratio).join(', '),
      goal: 'for comparison',
    },
    ...(await benchFooter(options)),
  ];
}

const p99 = (some: readonly number[]): number => quantile(some, 0.99);
const ms = (value: number): string => `${value.toFixed(2)} ms`;

function added(when: string, { direct, ours }: LineSamples, isRead: boolean): Figure {
  const more = p99(ours) - p99(direct);
  return {
    what: `register to printer and back, added by reading along, p99, ${when}`,
    measured: ms(more),
    goal: `<= ${goalMs} ms`,
    kept: more <= goalMs && isRead,
  };
}

const ratio = ({ direct, piped, ours }: LineSamples): string =>
  `${(p99(ours) / p99(piped)).toFixed(2)} (${ms(p99(ours))} : ${ms(p99(piped))}; direct ${ms(p99(direct))})`;
