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
});
export type RawScan = z.infer<typeof RawScan>;
