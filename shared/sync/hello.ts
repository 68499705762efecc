import { z } from 'zod';
import { Envelope } from '../ledger/envelope.ts';
import { batchEvents, Mark, Stored } from './protocol.ts';

// The first protocol, spoken until the till opens sessions.

/** `POST /v1/hello`: a till says where its log ends. */
export const Hello = z.object({ writer: z.string().min(1).max(64), epoch: z.int().positive(), head: Mark });
export type Hello = z.infer<typeof Hello>;

/** `fork`: the centre holds another history under this till's name, so it must not upload. */
export const Welcome = Stored.extend({ verdict: z.enum(['ok', 'fork']) });
export type Welcome = z.infer<typeof Welcome>;

/** An upload that says whose log it is, since no session does. */
export const NamedUpload = z.object({
  writer: z.string().min(1).max(64),
  envelopes: z.array(Envelope).min(1).max(batchEvents),
});
export type NamedUpload = z.infer<typeof NamedUpload>;
