import { z } from 'zod';
import type { DriverKind } from '../../driver.ts';
import { EscposSettings, limitsOf, printerOverLink } from '../../escpos/printer-over-link.ts';
import { openUsbPrinter, usbLimits, usbPlaces } from '../../transports/usb-printer.ts';

/** Which printer by what it says of itself, never by its number. All three empty is the only one that is plugged in. */
export const EscposUsbSettings = EscposSettings.extend({
  maker: z.string().default(''),
  model: z.string().default(''),
  serialNumber: z.string().default(''),
  /** Elsewhere only where a test has its own. */
  places: z.object({ saysDir: z.string(), devicesDir: z.string() }).default(usbPlaces),
});

/** An ESC/POS printer on a USB cable, as Linux shows it (usblp). Elsewhere: the system's print queue. */
export const escposUsb: DriverKind<typeof EscposUsbSettings> = {
  id: 'escpos-usb',
  kind: 'printer',
  settings: EscposUsbSettings,
  open({ confirms, limits, places, ...match }, machine) {
    const usb = { ...usbLimits, ...limitsOf(limits) };
    return printerOverLink(() => openUsbPrinter(match, usb, places), { confirms, limits }, machine);
  },
};
