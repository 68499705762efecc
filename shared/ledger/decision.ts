import { z } from 'zod';

/** The account of whoever decided something at a back office: an id, never a name, since the ledger cannot forget. */
export const OperatorId = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export type OperatorId = z.infer<typeof OperatorId>;

/** What somebody typed to explain a decision. For ever in the ledger, so whoever asks for it says: nothing about a person. */
export const Note = z.string().max(200);
export type Note = z.infer<typeof Note>;
