import { z } from 'zod';
import { CodePageName } from './code-page-name.ts';

/** A pole display: two lines of letters towards the customer, on a serial port of this till. */
export const PoleSetup = z.object({
  /** The language it speaks; nearly all know one of the two. */
  kind: z.enum(['escpos', 'cd5220']),
  /** `/dev/serial/by-id/...`, `/dev/ttyUSB0` or `COM4`. */
  path: z.string().regex(/^[^\s]{1,200}$/),
  baudRate: z.int().min(300).max(115_200).default(9600),
  /** The letters it has. Epson's language chooses them; where the display has a switch for them, this says how that stands. */
  codePage: CodePageName.default('cp437'),
});
export type PoleSetup = z.infer<typeof PoleSetup>;
