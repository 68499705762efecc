import { z } from 'zod';
import { assert } from '#shared/base/assert.ts';
import type { DriverKind, PrinterHealth } from '../../driver.ts';
import { cupsQueue } from './cups-queue.ts';
import { windowsQueue } from './windows-queue.ts';

/** A print queue of this computer by its name, and how long it may take. */
export const SystemSpoolerSettings = z.object({
  /** As the system lists it. */
  queue: z.string().regex(/^[^\p{Cc}]{1,220}$/u),
  /** Who keeps the queue: this computer's system, unless a test says another. */
  system: z.enum(['cups', 'windows']).default(process.platform === 'win32' ? 'windows' : 'cups'),
  limits: z.object({ askMs: z.int().positive(), printMs: z.int().positive() }).partial().default({}),
});

/**
 * A printer behind the print queue of the system, which is given ready bytes. The queue tries again by itself, for hours if it
 * must, and calls `completed` what no paper was there for: so whatever it took is unknown until a person looks.
 */
export const systemSpooler: DriverKind<typeof SystemSpoolerSettings> = {
  id: 'system-spooler',
  kind: 'printer',
  settings: SystemSpoolerSettings,
  open({ queue: name, system, limits }) {
    const queue = system === 'windows' ? windowsQueue(name, limits) : cupsQueue(name, limits);
    let busy = false;
    const look = async (signal?: AbortSignal): Promise<PrinterHealth> => ({
      trouble: await queue.look(signal),
      paperLow: false,
    });
    return {
      look,
      async print(bytes, watch) {
        assert(!busy, 'a printer gets one job at a time');
        busy = true;
        try {
          const trouble = await queue.look(watch?.signal);
          if (trouble) return { outcome: 'not-printed', trouble };
          return await queue.hand(bytes, watch?.signal);
        } finally {
          busy = false;
        }
      },
    };
  },
};
