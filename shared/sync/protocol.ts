import { z } from 'zod';
import { Envelope } from '../ledger/envelope.ts';

/** How far a log is known: its last number and that envelope's hash. `seq` 0 with 64 zeros is nothing yet. */
export const Mark = z.object({ seq: z.int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type Mark = z.infer<typeof Mark>;

/** Most envelopes in one upload or one page of news, and the most bytes of their bodies. */
export const batchEvents = 500;
export const batchBytes = 256 * 1024;

/** `POST /v1/hello`: a till says where its log ends. */
export const Hello = z.object({ writer: z.string().min(1).max(64), epoch: z.int().positive(), head: Mark });
export type Hello = z.infer<typeof Hello>;

/**
 * `ok`: go on from `stored`. `fork`: the centre holds another history under this till's name, so it must not upload.
 * `generation` changes when the centre was restored from a backup: `stored` may then have gone back.
 */
export const Welcome = z.object({
  verdict: z.enum(['ok', 'fork']),
  stored: Mark,
  /** Up to here the events are stored and replicated or archived; a till keeps all above it. Never above `stored`. */
  safe: z.int().nonnegative(),
  generation: z.int().positive(),
});
export type Welcome = z.infer<typeof Welcome>;

/** `POST /v1/events`: a stretch of the till's own log, in order, without gaps. Sending it twice is harmless. */
export const Upload = z.object({
  writer: z.string().min(1).max(64),
  envelopes: z.array(Envelope).min(1).max(batchEvents),
});
export type Upload = z.infer<typeof Upload>;

/** Most rows in one page of the story. */
export const storyRows = 5_000;

const Cell = z.union([z.string(), z.int(), z.null()]);

/**
 * `GET /v1/story?writer=W&cursor=C`: what the others did, told as the rows of the read tables that changed behind the cursor, as they
 * are now. An empty cursor starts at the beginning; that is how a new till learns everything.
 */
export const Story = z.object({
  changes: z.array(
    z.object({ table: z.string(), columns: z.array(z.string()), rows: z.array(z.array(Cell)) }),
  ),
  /** To be sent with the next request. Opaque. */
  cursor: z.string().max(4_000),
  /** The story starts over with this page: what was told before is void. */
  anew: z.boolean(),
  /** Whether another page waits. */
  more: z.boolean(),
});
export type Story = z.infer<typeof Story>;

/** Why the centre says no; `text` is for people. */
export const SyncProblem = z.object({
  code: z.enum(['NOT_PAIRED', 'BAD_REQUEST', 'FORK', 'GAP', 'BROKEN_CHAIN', 'TOO_LARGE', 'UNAVAILABLE']),
  text: z.string(),
});
export type SyncProblem = z.infer<typeof SyncProblem>;
