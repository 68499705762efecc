import { z } from 'zod';

/** An id that a writer drew for something it recorded: a sale, a reversal, a reservation, a grant, a campaign, a risk. */
export const RecordId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export type RecordId = z.infer<typeof RecordId>;
