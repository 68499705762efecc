import { z } from 'zod';
import type { DriverKind } from '../../driver.ts';
import { EscposSettings, limitsOf, printerOverLink } from '../../escpos/printer-over-link.ts';
import { openSerial, serialLimits } from '../../transports/serial.ts';

/** Which port, and how the printer's switches are set. Of ten bits on the wire eight are a byte. */
export const EscposSerialSettings = EscposSettings.extend({
  path: z.string().min(1),
  baudRate: z.int().positive().default(19_200),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  /** Without it a printer that falls behind loses what it was sent, and prints rubbish out of the rest. */
  hardwareFlow: z.boolean().default(true),
});

const bitsPerByte = 10;

/** Any ESC/POS printer on a serial port, or on a USB cable that shows up as one. */
export const escposSerial: DriverKind<typeof EscposSerialSettings> = {
  id: 'escpos-serial',
  kind: 'printer',
  settings: EscposSerialSettings,
  open({ confirms, limits, ...address }, machine) {
    const { connectMs, ...set } = limitsOf(limits);
    const serial = { ...serialLimits, ...set, ...(connectMs === undefined ? {} : { openMs: connectMs }) };
    const msPerByte = (1000 * bitsPerByte) / address.baudRate;
    return printerOverLink(
      (signal) => openSerial(address, serial, signal),
      { confirms, limits, msPerByte },
      machine,
    );
  },
};
