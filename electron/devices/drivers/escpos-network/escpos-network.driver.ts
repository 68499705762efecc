import { z } from 'zod';
import { ok, refuse } from '#shared/base/result.ts';
import type { DriverKind } from '../../driver.ts';
import { EscposSettings, limitsOf, printerOverLink } from '../../escpos/printer-over-link.ts';
import { openTcp, tcpLimits } from '../../transports/tcp.ts';

/** Where a network printer listens, and how it confirms. */
export const EscposNetworkSettings = EscposSettings.extend({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(9100),
});

/** Any ESC/POS printer with a network socket. */
export const escposNetwork: DriverKind<typeof EscposNetworkSettings> = {
  id: 'escpos-network',
  kind: 'printer',
  settings: EscposNetworkSettings,
  open({ host, port, ...escpos }, machine) {
    const limits = { ...tcpLimits, ...limitsOf(escpos.limits) };
    const openLine = async (signal?: AbortSignal) => {
      const link = await openTcp({ host, port }, limits, signal);
      return link ? ok(link) : refuse(signal?.aborted ? ('interrupted' as const) : ('unreachable' as const));
    };
    return printerOverLink(openLine, escpos, machine);
  },
};
