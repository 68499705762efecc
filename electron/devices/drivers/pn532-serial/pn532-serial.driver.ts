import { z } from 'zod';
import { ok, refuse, type Result } from '#shared/base/result.ts';
import type { Clock } from '#electron/platform/clock.ts';
import type { OpenScanner, ScannerEars, ScannerKind, ScannerTrouble } from '../../scanner.ts';
import type { Link } from '../../transports/link.ts';
import { openSerial } from '../../transports/serial.ts';
import { listSerialPorts } from '../../transports/serial-ports.ts';
import { createPn532 } from './pn532.ts';
import { setUp, watchField } from './watch-field.ts';

/** Which port. A PN532 speaks 115200 8N1 from the factory. */
export const Pn532SerialSettings = z.object({
  /** What listSerialPorts calls it, or a path as typed. */
  port: z.string().min(1).max(200),
  baudRate: z.int().min(9600).max(1_288_000).default(115_200),
});

/** An NFC reader with NXP's PN532 on a serial port, its switches set to HSU. */
export const pn532Serial: ScannerKind<typeof Pn532SerialSettings> = {
  id: 'pn532-serial',
  kind: 'scanner',
  settings: Pn532SerialSettings,
  automatic: false,
  driver: ({ port, baudRate }, clock) => ({
    async find() {
      const { ports } = await listSerialPorts();
      const listed = ports.find(({ identity, path }) => identity === port || path === port);
      return ok([{ identity: port, name: listed?.name ?? port, place: listed?.path ?? port }]);
    },
    async open({ place }, ears) {
      const speech = { dataBits: 8, stopBits: 1, parity: 'none', hardwareFlow: false } as const;
      const line = await openSerial({ path: place, baudRate, ...speech });
      return line.ok ? openReader(line.value, clock, ears) : line;
    },
  }),
};

/** The reader on an open line, or why there is none. Owns the line from here on. */
export async function openReader(
  link: Link,
  clock: Clock,
  ears: ScannerEars,
): Promise<Result<OpenScanner, ScannerTrouble>> {
  const reader = createPn532(link, clock);
  if (!(await setUp(reader))) {
    reader.stop();
    await link.close();
    return refuse('no-reader');
  }
  let open = true;
  const lost = (): void => {
    const told = open;
    open = false;
    if (told) ears.onLost();
  };
  link.onLost(lost);
  watchField(reader, clock, { ...ears, onLost: lost }, () => open).catch(lost);
  return ok({
    close() {
      open = false;
      reader.stop();
      return link.close();
    },
  });
}
