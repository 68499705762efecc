import { z } from 'zod';
import { assert } from '../base/assert.ts';
import type { Json } from '../base/canonical-json.ts';
import { Day } from '../base/business-time.ts';
import { canonicalJson, quoted } from '../base/canonical-json.ts';
import { bodyTextOf } from './body-text.ts';
import { Writer } from './drawer.ts';
import { assertAllowed, type EventKind } from './event.ts';
import { kindOf, type Fact } from './events.ts';
import { assertBalanced, type Posting } from './posting.ts';

/** The longest body, in characters: a longer one would be taken by no centre, and hold up all that follows it. */
export const longestBody = 200_000;

/**
 * A fact in somebody's log. `body` is its canonical JSON, kept as the very text that was hashed, so that facts of a newer
 * Tessera can be stored, chained and forwarded by one that cannot read them.
 */
export const Envelope = z.object({
  writer: Writer,
  /** Raised when a till had to start over from a copy; 1 for most tills' whole life. */
  epoch: z.int().positive(),
  /** 1, 2, 3 ... without gaps, per writer. */
  seq: z.int().positive(),
  /** The writer's hybrid clock: for sorting, never for safety. */
  hlc: z.string().regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/),
  /** The writer's wall clock in milliseconds since 1970. */
  at: z.int().nonnegative(),
  /** The writer's business day: what books, expiry and reports count by. */
  day: Day,
  type: z.string().min(1).max(60),
  version: z.int().positive(),
  body: z.string().max(longestBody),
  /** Hash of the envelope before, or 64 zeros. */
  prev: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Envelope = z.infer<typeof Envelope>;

/** What stands before the first envelope of a log. */
export const noHash = '0'.repeat(64);

/** The text whose SHA-256 is an envelope's hash: every field but the hash itself, in canonical form (see canonicalJson). */
export function hashedText(envelope: Omit<Envelope, 'hash'>): string {
  const { writer, epoch, seq, hlc, at, day, type, version, body, prev } = envelope;
  const [text, kind, by] = [JSON.stringify(body), quoted(type), quoted(writer)];
  return `{"at":${at},"body":${text},"day":"${day}","epoch":${epoch},"hlc":"${hlc}","prev":"${prev}","seq":${seq},"type":${kind},"version":${version},"writer":${by}}`;
}

/**
 * A fact as the text an envelope carries, checked against its own schema first. A broken promise if it does not fit, there or in an
 * envelope.
 */
export function bodyText(fact: Fact): { version: number; body: string } {
  const kind = kindOf(fact.type);
  assert(kind, `${fact.type} is registered in events.ts`);
  const body = bodyTextOf(kind.schema)(fact.body) ?? parsedText(kind, fact);
  assert(body.length <= longestBody, `${fact.type} is no longer than ${longestBody} characters`);
  return { version: kind.version, body };
}

function parsedText({ schema }: EventKind, { type, body }: Fact): string {
  const parsed = schema.safeParse(body);
  assert(parsed.success, `${type} fits its schema: ${parsed.error?.message}`);
  return canonicalJson(parsed.data as Json);
}

/** The fact inside an envelope, brought up to date; undefined when its kind or version is newer than this Tessera. */
export function factOf(envelope: Pick<Envelope, 'type' | 'version' | 'body'>): Fact | undefined {
  const kind = kindOf(envelope.type);
  if (!kind || envelope.version > kind.version) return undefined;
  const body = kind.schema.parse(kind.upcast(JSON.parse(envelope.body) as Json, envelope.version));
  return { type: envelope.type, body } as Fact;
}

/** The same of a body that this very log wrote, and checked when it did: for looks at years of it, which would else check it all again. */
export function factAsWritten(row: Pick<Envelope, 'type' | 'version' | 'body'>): Fact | undefined {
  if (kindOf(row.type)?.version !== row.version) return factOf(row);
  return { type: row.type, body: JSON.parse(row.body) as unknown } as Fact;
}

/** Several read tables ask for the postings of the same fact; they are worked out and checked once. */
const remembered = new WeakMap<Fact, { writer: Writer; postings: readonly Posting[] }>();

/**
 * The value a fact moves: checked to cancel out, and to be taken only by whom it may be. The only way balances change anywhere.
 * A broken promise if `writer` may not say such a thing.
 */
export function postingsOf(fact: Fact, writer: Writer): readonly Posting[] {
  const known = remembered.get(fact);
  if (known?.writer === writer) return known.postings;
  const kind = kindOf(fact.type);
  const postings = kind?.postings(fact.body, writer) ?? [];
  if (kind) assertAllowed(kind, postings, writer);
  assertBalanced(postings);
  remembered.set(fact, { writer, postings });
  return postings;
}
