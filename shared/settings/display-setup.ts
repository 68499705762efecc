import { z } from 'zod';

/** What the customer display of this till shows. It stands in the open, so what tells of a person is off until the shop wants it. */
export const DisplaySetup = z.object({
  /** `first-name` greets by it whoever agreed to that; everybody else is welcomed without a name. */
  greeting: z.enum(['welcome', 'first-name']).default('welcome'),
  /** Whether what the member holds is shown. */
  balance: z.boolean().default(true),
  /** What a phone reads to join: an address or a text. Empty shows no code. */
  join: z.string().trim().max(300).default(''),
  secondsPerPicture: z.int().min(3).max(120).default(8),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
});
export type DisplaySetup = z.infer<typeof DisplaySetup>;
