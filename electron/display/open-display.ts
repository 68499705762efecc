import { Trouble } from '#shared/base/trouble.ts';
import { drivers } from '#electron/devices/drivers.ts';
import type { CustomerDisplay } from '#electron/devices/pole/pole-display.ts';
import type { Clock } from '#electron/platform/clock.ts';

const kinds = { escpos: drivers['pole-display-escpos'], cd5220: drivers['pole-display-cd5220'] };

/** Opens `escpos:/dev/ttyUSB0` or `cd5220:COM4@19200`, as in `TESSERA_DISPLAY`; null is a till without. Trouble in words otherwise. */
export function openDisplay(address: string | null, clock: Clock): CustomerDisplay | null {
  if (address === null) return null;
  const [, kind, path, baudRate] = /^(escpos|cd5220):([^\s@]+)(?:@(\d{3,6}))?$/.exec(address) ?? [];
  if ((kind !== 'escpos' && kind !== 'cd5220') || !path) {
    throw new Trouble(
      'DISPLAY_ADDRESS',
      `"${address}" is no customer display: write it as escpos:/dev/ttyUSB0 or cd5220:COM4@19200.`,
    );
  }
  const driver = kinds[kind];
  return driver.open(driver.settings.parse({ path, ...(baudRate && { baudRate: Number(baudRate) }) }), clock);
}
