import { z } from 'zod';
import { assert } from '#shared/base/assert.ts';
import type { DriverKind, PrinterHealth } from '../../driver.ts';
import { cupsCommands, runCommand } from '../../transports/print-queue.ts';

/** A print queue of this computer by its name, and how long its commands may take. */
export const SystemSpoolerSettings = z.object({
  /** As `lpstat -e` lists it. Not one that would be read as an option, or as a path. */
  queue: z.string().regex(/^[^\s\-/#][^\s/#]{0,126}$/),
  limits: z.object({ askMs: z.int().positive(), printMs: z.int().positive() }).partial().default({}),
});

const usually = { askMs: 3000, printMs: 30_000 };

/**
 * A printer behind the print queue of the system, which is given ready bytes. The queue tries again by itself, for hours if it
 * must, and calls `completed` what no paper was there for: so whatever it took is unknown until a person looks.
 */
export const systemSpooler: DriverKind<typeof SystemSpoolerSettings> = {
  id: 'system-spooler',
  kind: 'printer',
  settings: SystemSpoolerSettings,
  open({ queue, limits }) {
    const { askMs, printMs } = {
      askMs: limits.askMs ?? usually.askMs,
      printMs: limits.printMs ?? usually.printMs,
    };
    let busy = false;
    const look = async (signal?: AbortSignal): Promise<PrinterHealth> => {
      const asked = await runCommand(cupsCommands.state(queue), nothing, { timeoutMs: askMs, signal });
      if (!asked.started && !signal?.aborted) return { trouble: 'native-missing', paperLow: false };
      if (signal?.aborted) return { trouble: 'interrupted', paperLow: false };
      if (asked.code === null) return { trouble: 'no-answer', paperLow: false };
      const stands = asked.code !== 0 || /not accepting|^printer .* disabled/m.test(asked.said);
      return { trouble: stands ? 'queue-off' : null, paperLow: false };
    };
    return {
      look,
      async print(bytes, watch) {
        assert(!busy, 'a printer gets one job at a time');
        busy = true;
        try {
          const { trouble } = await look(watch?.signal);
          if (trouble) return { outcome: 'not-printed', trouble };
          const options = { timeoutMs: printMs, signal: watch?.signal };
          const { started, code } = await runCommand(cupsCommands.print(queue), bytes, options);
          if (!started) return { outcome: 'not-printed', trouble: 'interrupted' };
          if (code === 0) return { outcome: 'unknown', trouble: 'handed-over' };
          return { outcome: 'unknown', trouble: watch?.signal?.aborted ? 'interrupted' : 'no-answer' };
        } finally {
          busy = false;
        }
      },
    };
  },
};

const nothing = new Uint8Array();
