import { z } from 'zod';
import { Writer } from '../ledger/drawer.ts';
import { Envelope } from '../ledger/envelope.ts';
import { events } from '../ledger/events.ts';
import { rightsGranted } from '../ledger/events/rights-granted.event.ts';
import { RightsHolder } from '../ledger/holder.ts';
import { Unit } from '../ledger/posting.ts';
import { RecordId } from '../ledger/record-id.ts';
import { WalletId } from '../members/wallet.ts';

/** The version of these messages. A centre answers tills of its own version only. */
export const protocol = 2;

/** Rises with every kind of event and every new version of one: how much of a log a Tessera understands. */
export const eventSchema = Object.values(events).reduce((sum, { version }) => sum + version, 0);

/** How far a log is known: its last number and that envelope's hash. `seq` 0 with 64 zeros is nothing yet. */
export const Mark = z.object({ seq: z.int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) });
export type Mark = z.infer<typeof Mark>;

/** Most envelopes in one upload or one page of a log, and the most bytes of their bodies. */
export const batchEvents = 500;
export const batchBytes = 256 * 1024;

/** An Ed25519 public key, 32 bytes as hex, and a signature, 64 bytes as hex (RFC 8032). */
export const PublicKey = z.string().regex(/^[0-9a-f]{64}$/);
export const Signature = z.string().regex(/^[0-9a-f]{128}$/);

/** What a till is let in with, once: ten letters of the layout-safe alphabet, or the word of trials on one computer. */
export const PairingCode = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** `POST /v1/pair`: a new till shows the owner's code and its own key. `proof` signs `pairingText`. */
export const Pair = z.object({
  code: PairingCode,
  writer: Writer,
  publicKey: PublicKey,
  name: z.string().min(1).max(80),
  shop: z.string().min(1).max(80),
  proof: Signature,
});
export type Pair = z.infer<typeof Pair>;

/** The till is known from now on. `publicKey` is the centre's, by which the till knows it again. */
export const Paired = z.object({ generation: z.int().positive(), publicKey: PublicKey });
export type Paired = z.infer<typeof Paired>;

/** `POST /v1/session`: a till says who it is and where its log ends. `signature` signs `sessionText`. */
export const OpenSession = z.object({
  protocol: z.int().positive(),
  /** `eventSchema` of the till. */
  schema: z.int().positive(),
  writer: Writer,
  epoch: z.int().positive(),
  head: Mark,
  /** The last mark that the centre told as stored, here or after an upload: it must still have it, or it was restored. */
  acked: Mark,
  /** The generation that the till keeps; 0 for none. Before it is kept, grants of older ones must have become unacceptable. */
  generation: z.int().nonnegative(),
  /** New for every opening. */
  nonce: z.string().regex(/^[0-9a-f]{32}$/),
  /** The till's wall clock. Nobody relies on it. */
  at: z.int().nonnegative(),
  signature: Signature,
});
export type OpenSession = z.infer<typeof OpenSession>;

/**
 * `ok`: go on from `stored`. `resend`: the centre lost events it had confirmed; go on from `stored`, further back than before.
 * `fork`: the centre holds another history under this till's name: do not upload, do not spend, reconcile. `retired`: the owner
 * revoked this till: nothing it writes is believed any more.
 */
export const Verdict = z.enum(['ok', 'resend', 'fork', 'retired']);
export type Verdict = z.infer<typeof Verdict>;

/**
 * What a till is told. When `generation` is not the one it said, it keeps the new one (and with it refuses grants of the old),
 * then opens another session: only a session opened under the centre's generation gets grants and counts as checked in.
 * A fork gets a session too, for `/v1/log` and `/v1/epoch` alone.
 */
export const Session = z.object({
  /** Goes into the header of every request; null when there is nothing more to say to this till. */
  session: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  verdict: Verdict,
  generation: z.int().positive(),
  /** The centre was restored and waits for all tills: until then it grants nothing. */
  recovering: z.boolean(),
  stored: Mark,
  /** Up to here the events are stored and replicated or archived; a till keeps all above it. Never above `stored`. */
  safe: z.int().nonnegative(),
  serverTime: z.int().nonnegative(),
});
export type Session = z.infer<typeof Session>;

/**
 * The headers of every later request. `n` counts the requests of a session from 1; each is used once, and may overtake at most
 * `requestWindow` others, so that uploading and reading need not wait for each other. `signature` signs `requestText`.
 */
export const sessionHeaders = {
  session: 'tessera-session',
  n: 'tessera-n',
  signature: 'tessera-signature',
} as const;
export const requestWindow = 64;

/** `POST /v1/events`: a stretch of the till's own log, in order, without gaps. Sending it twice is harmless. */
export const Upload = z.object({ envelopes: z.array(Envelope).min(1).max(batchEvents) });
export type Upload = z.infer<typeof Upload>;

/** Written in the transaction that answers it. A `generation` that is not the session's: open another session. */
export const Stored = z.object({
  stored: Mark,
  safe: z.int().nonnegative(),
  generation: z.int().positive(),
});
export type Stored = z.infer<typeof Stored>;

/** Most rows in one page of the story, and most grants. */
export const storyRows = 5_000;
export const storyGrants = 200;

const Cell = z.union([z.string(), z.int(), z.null()]);

/** Value on its way to this till: the body of the centre's RightsGranted. Taken in by a RightsAccepted of the same content. */
export const Grant = rightsGranted.schema;
export type Grant = z.output<typeof Grant>;

/**
 * The centre asks for value back that lies in this till's drawer; what is free of it is given with a RightsReturned: `recalled` for
 * somebody who waits elsewhere, `surplus` because its member is at home in another shop. Of that a till keeps its float.
 */
export const Recall = z.object({
  recallId: RecordId,
  holder: RightsHolder,
  unit: Unit,
  amount: z.int().positive(),
  because: z.enum(['recalled', 'surplus']).default('recalled'),
});
export type Recall = z.infer<typeof Recall>;

/**
 * `GET /v1/story?cursor=C&after=N`: what the others did, told as the rows of the read tables that changed behind the cursor, as they
 * are now, and what is meant for this till. An empty cursor starts at the beginning; that is how a new till learns everything.
 * `after` is the number of the last grant accepted in this generation, 0 for none.
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
  /** Behind `after`, in the order of their numbers, without gaps. */
  grants: z.array(Grant),
  recalls: z.array(Recall),
});
export type Story = z.infer<typeof Story>;

/** So much of a holder's value, wherever it lies. */
export const Want = z.object({ holder: RightsHolder, unit: Unit, amount: z.int().positive() });
export type Want = z.infer<typeof Want>;

/** `POST /v1/rights`: a customer is waiting for these, beyond what this till has. `after` as in the story. */
export const WantRights = z.object({
  wants: z.array(Want).min(1).max(20),
  after: z.int().nonnegative(),
});
export type WantRights = z.infer<typeof WantRights>;

/** All grants behind `after`, and what of the wants could not be had: it is not there, or at a till that did not answer. */
export const GivenRights = z.object({ grants: z.array(Grant), short: z.array(Want) });
export type GivenRights = z.infer<typeof GivenRights>;

/** How long the centre waits at most for other tills to give value back. */
export const recallWaitMs = 1_500;

/** Where a page of a history ends: older than this is on the next one. Sorts by the writers' hybrid clocks, then by writer and number. */
export const HistoryMark = Envelope.pick({ hlc: true, writer: true, seq: true });
export type HistoryMark = z.infer<typeof HistoryMark>;

/** `POST /v1/history`: what happened to whoever has these wallets, newest first, older than a mark. */
export const AskHistory = z.object({
  wallets: z.array(WalletId).min(1).max(20),
  before: HistoryMark.nullable(),
  limit: z.int().min(1).max(200),
});
export type AskHistory = z.infer<typeof AskHistory>;

/** Sorts a history: newest first. */
export function newestFirst(a: HistoryMark, b: HistoryMark): number {
  if (a.hlc !== b.hlc) return a.hlc < b.hlc ? 1 : -1;
  if (a.writer !== b.writer) return a.writer < b.writer ? 1 : -1;
  return b.seq - a.seq;
}

/** `GET /v1/log?after=SEQ`: this till's own log as the centre has it; `GET /v1/sale?saleId=S`: all that the ledger says of a sale. */
export const LogPage = z.object({ envelopes: z.array(Envelope), more: z.boolean() });
export type LogPage = z.infer<typeof LogPage>;

/** A page of a history, and what the member holds as the centre has it, debts counted. */
export const ToldHistory = z.object({ envelopes: z.array(Envelope), held: z.record(Unit, z.int()) });
export type ToldHistory = z.infer<typeof ToldHistory>;

/** `POST /v1/epoch`: the epoch under which a forked till goes on. No two are given the same. */
export const NewEpoch = z.object({ epoch: z.int().min(2) });
export type NewEpoch = z.infer<typeof NewEpoch>;

/** `GET /v1/notices`: server-sent events of these names, without data: what is worth asking for at once. */
export const Notice = z.enum(['story', 'recall', 'retired']);
export type Notice = z.infer<typeof Notice>;

/**
 * Why the centre says no; `text` is for people. `SESSION`: open another one. `BUSY` and `UNAVAILABLE` come with a Retry-After
 * in seconds, to be lengthened by chance.
 */
export const SyncProblem = z.object({
  code: z.enum([
    'NOT_PAIRED',
    'BAD_CODE',
    'OTHER_PROTOCOL',
    'SESSION',
    'RETIRED',
    'BAD_REQUEST',
    'FORK',
    'GAP',
    'BROKEN_CHAIN',
    'TOO_LARGE',
    'BUSY',
    'UNAVAILABLE',
  ]),
  text: z.string(),
});
export type SyncProblem = z.infer<typeof SyncProblem>;
