import { z } from 'zod';

/** The pictures a badge may have. */
export const Picture = z.enum(['star', 'trophy', 'crown', 'heart', 'cup', 'flame', 'medal', 'leaf']);
export type Picture = z.infer<typeof Picture>;
