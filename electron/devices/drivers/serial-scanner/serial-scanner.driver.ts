import { z } from 'zod';
import { ok } from '#shared/base/result.ts';
import type { ScannerKind } from '../../scanner.ts';
import { openSerial } from '../../transports/serial.ts';
import { listSerialPorts } from '../../transports/serial-ports.ts';
import { frameCodes } from './framing.ts';

/** Which port, and how the scanner speaks on it. Most leave the factory with 9600 8N1 and CR at the end. */
export const SerialScannerSettings = z.object({
  /** What listSerialPorts calls it, or a path as typed: that of a port which the system does not list. */
  port: z.string().min(1).max(200),
  baudRate: z.int().min(300).max(4_000_000).default(9600),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  hardwareFlow: z.boolean().default(false),
  ends: z.enum(['suffix', 'silence']).default('suffix'),
});

/** Any scanner on a serial port, a USB one that poses as such, or a Bluetooth one with a port of its own. */
export const serialScanner: ScannerKind<typeof SerialScannerSettings> = {
  id: 'serial-scanner',
  kind: 'scanner',
  settings: SerialScannerSettings,
  // Opening a port says something to whatever is behind it, so somebody must have said that it is a scanner.
  automatic: false,
  driver: ({ port, ends, ...speech }, clock) => ({
    async find() {
      const { ports } = await listSerialPorts();
      const listed = ports.find(({ identity, path }) => identity === port || path === port);
      return ok([{ identity: port, name: listed?.name ?? port, place: listed?.path ?? port }]);
    },
    async open({ place }, ears) {
      const line = await openSerial({ path: place, ...speech });
      if (!line.ok) return line;
      const link = line.value;
      const framing = frameCodes(ends, clock, ears);
      let open = true;
      link.onBytes((bytes) => {
        if (open) framing.take(bytes);
      });
      const letGo = (): void => {
        open = false;
        framing.stop();
      };
      link.onLost(() => {
        const told = open;
        letGo();
        if (told) ears.onLost();
      });
      return ok({
        close() {
          letGo();
          return link.close();
        },
      });
    },
  }),
};
