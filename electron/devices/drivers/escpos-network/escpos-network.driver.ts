import { z } from 'zod';
import { assert } from '#shared/base/assert.ts';
import type { DriverKind, PrintResult } from '../../driver.ts';
import { printOverLink, type PrintLimits } from '../../escpos/print-over-link.ts';
import { openTcp, tcpLimits } from '../../transports/tcp.ts';

/** Where a network printer listens, and how it confirms. Every limit has a default that suits a shop's network. */
export const EscposNetworkSettings = z.object({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(9100),
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

/** Any ESC/POS printer with a network socket. One connection per job: most printers serve one at a time. */
export const escposNetwork: DriverKind<typeof EscposNetworkSettings> = {
  id: 'escpos-network',
  kind: 'printer',
  settings: EscposNetworkSettings,
  open({ host, port, confirms, limits }, machine) {
    const nextId = processIds(machine.randomBytes(2));
    const set = Object.fromEntries(Object.entries(limits).filter(([, ms]) => ms !== undefined));
    const tcp = { ...tcpLimits, ...set };
    const printing: Partial<PrintLimits> = set;
    let busy = false;
    return {
      async print(bytes, watch): Promise<PrintResult> {
        assert(!busy, 'a printer gets one job at a time');
        busy = true;
        try {
          const link = await openTcp({ host, port }, tcp, watch?.signal);
          if (!link) {
            return {
              outcome: 'not-printed',
              trouble: watch?.signal?.aborted ? 'interrupted' : 'unreachable',
            };
          }
          const job = { bytes, confirms, processId: nextId(), limits: printing, watch };
          return await printOverLink(link, job).finally(() => link.close());
        } finally {
          busy = false;
        }
      },
    };
  },
};

/** Four digits that do not repeat for ten thousand jobs, from a random start: another run's late echo stays a stranger. */
function processIds(seed: Uint8Array): () => string {
  let count = ((seed[0] ?? 0) << 8) | (seed[1] ?? 0);
  return () => String((count += 1) % 10_000).padStart(4, '0');
}
