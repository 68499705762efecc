import { z } from 'zod';

/**
 * What a device said, before anybody knows what it means. `usText` is what the same keys say on a US keyboard: a wedge
 * scanner types positions, so on another layout `text` may be garbled and `usText` right; keys that a US keyboard lacks are marked
 * in it as keyboard/keyboard.ts says. Never stored, never logged.
 */
export const RawScan = z.object({
  deviceId: z.string().min(1).max(64),
  text: z.string().min(1).max(4096),
  usText: z.string().max(4096).optional(),
  /** What the same thing says beside: further texts on a chip, and last the chip's own number. */
  also: z.array(z.string().min(1).max(4096)).max(8).optional(),
});
export type RawScan = z.infer<typeof RawScan>;

/** A chip's own number as a scan says it: `NFC04A1B2C3D4E5F6`. Letters first, so that no printed number reads like it. */
export const chipNumberText = (uid: Uint8Array): string =>
  `NFC${[...uid]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()}`;
