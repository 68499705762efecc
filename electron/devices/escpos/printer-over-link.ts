import { assert } from '#shared/base/assert.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Result } from '#shared/base/result.ts';
import { z } from 'zod';
import type { PrinterDriver } from '../driver.ts';
import type { Link, OpenTrouble } from '../transports/link.ts';
import { printLimits, printOverLink, type PrintLimits } from './print-over-link.ts';
import { askHealth, startTalk } from './printer-talk.ts';

/** What every ESC/POS printer behind a line is set up with. Every limit has a default that suits a shop. */
export const EscposSettings = z.object({
  confirms: z.enum(['gs-paren-h', 'gs-r', 'none']),
  limits: z
    .object({
      connectMs: z.int().positive(),
      closeMs: z.int().positive(),
      statusMs: z.int().positive(),
      confirmMs: z.int().positive(),
      pollMs: z.int().positive(),
      refillMs: z.int().positive(),
    })
    .partial()
    .default({}),
});
export type EscposSettings = z.output<typeof EscposSettings>;

/** Opens the way to the printer anew for each job, or says why it cannot. */
export type OpenLine = (signal?: AbortSignal) => Promise<Result<Link, OpenTrouble>>;

/** The limits that were set, without those left out. */
export const limitsOf = <L extends object>(limits: L): Partial<{ [K in keyof L]: number }> =>
  Object.fromEntries(Object.entries(limits).filter(([, ms]) => ms !== undefined)) as Partial<{
    [K in keyof L]: number;
  }>;

/**
 * An ESC/POS printer behind any line, on which each byte takes `msPerByte`. A line per job: what was left unsent or half heard dies with it, most printers serve one
 * connection at a time, and one that was unplugged is looked for anew.
 */
export function printerOverLink(
  openLine: OpenLine,
  { confirms, limits, msPerByte = 0 }: EscposSettings & { msPerByte?: number },
  machine: Pick<Machine, 'randomBytes'>,
): PrinterDriver {
  const nextId = processIds(machine.randomBytes(2));
  const set: Partial<PrintLimits> = limitsOf(limits);
  let busy = false;
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    assert(!busy, 'a printer gets one job at a time');
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };
  return {
    print: (bytes, watch) =>
      alone(async () => {
        const line = await openLine(watch?.signal);
        if (!line.ok) return { outcome: 'not-printed', trouble: line.error };
        // A slow line is no silent printer: its time on the wire comes on top.
        const confirmMs = (set.confirmMs ?? printLimits.confirmMs) + Math.ceil(bytes.length * msPerByte);
        const job = { bytes, confirms, processId: nextId(), limits: { ...set, confirmMs }, watch };
        return printOverLink(line.value, job).finally(() => line.value.close());
      }),
    look: (signal) =>
      alone(async () => {
        const line = await openLine(signal);
        if (!line.ok) return { trouble: line.error, paperLow: false };
        const talk = startTalk(line.value, signal);
        try {
          const health = await askHealth(talk, set.statusMs ?? printLimits.statusMs);
          const silent = confirms === 'none' && health.trouble === 'no-answer';
          return silent ? { trouble: null, paperLow: false } : health;
        } finally {
          talk.end();
          await line.value.close();
        }
      }),
  };
}

/** Four digits that do not repeat for ten thousand jobs, from a random start: another run's late echo stays a stranger. */
function processIds(seed: Uint8Array): () => string {
  let count = ((seed[0] ?? 0) << 8) | (seed[1] ?? 0);
  return () => String((count += 1) % 10_000).padStart(4, '0');
}
