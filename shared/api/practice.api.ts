import { z } from 'zod';
import { call, event } from './channel.ts';

/** Something that can be held under the virtual scanner or tapped on the virtual NFC reader: a demo card, a voucher this till issued. */
export const PracticeCode = z.object({
  kind: z.enum([
    'card',
    'new-card',
    'blocked-card',
    'ean-card',
    'gift-card',
    'voucher',
    'spent-voucher',
    'forged-voucher',
    'chip-card',
    'chip-number',
    'chip-phone',
  ]),
  /** What the scanner will say. */
  text: z.string(),
  /** What a chip says beside: its own number. Chips are tapped, everything else is scanned. */
  also: z.array(z.string()).optional(),
  /** For the eye: the card's tail, or what the voucher promises. */
  hint: z.string(),
});
export type PracticeCode = z.infer<typeof PracticeCode>;

/** The virtual printer: what lies in its tray, and whether it has paper. */
export const PracticePrinter = z.object({
  running: z.boolean(),
  paper: z.enum(['ok', 'out']),
  printedPages: z.int().nonnegative(),
});
export type PracticePrinter = z.infer<typeof PracticePrinter>;

/** Trying everything without hardware: only a demo shop answers these. */
export const practiceApi = {
  'practice.codes': call(z.object({}), z.array(PracticeCode)),
  'practice.printer': call(z.object({}), PracticePrinter),
  'practice.set-paper': call(z.object({ paper: z.enum(['ok', 'out']) }), PracticePrinter),
  'practice.printer-changed': event(PracticePrinter),
} as const;
