import type { z } from 'zod';
import { assert } from '../base/assert.ts';
import type { Json } from '../base/canonical-json.ts';
import { centre, ownsDrawer, type Drawer, type Writer } from './drawer.ts';
import { holderKind, type Holder } from './holder.ts';
import type { Posting } from './posting.ts';

/**
 * One kind of fact. To add one: `events/<name>.event.ts` and a line in events.ts, then somebody who decides it and a
 * projection that reads it. Bodies hold wallet ids, never a name, phone, e-mail or birthday.
 */
export interface EventKind<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  type: Type;
  /** Raised when the body changes shape; `upcast` then learns to read the older ones. */
  version: number;
  schema: Schema;
  /** Who may record it. Said by the wrong one it is a broken promise, which the centre sets aside. Mostly `either`. */
  by: 'till' | 'centre' | 'either';
  /** True for the one fact that empties another writer's drawer: that of a till which was revoked before. */
  seizes: boolean;
  /** Brings a body of an older version to this one. Bodies of the current version come back as they are. */
  upcast(body: Json, fromVersion: number): Json;
  /** A body that really occurs, kept for ever in the golden tests. */
  example: z.input<Schema>;
  /**
   * The value this fact moves, as double entry. The only way balances change, and the same code at till and centre.
   * `writer` is the till or centre that recorded it: the drawer it may take from (see assertAllowed).
   */
  postings(body: z.output<Schema>, writer: Writer): Posting[];
}

type Answered = 'by' | 'seizes' | 'upcast' | 'postings';

/** Gives a kind its exact types, and the answers that most kinds share: either records it, no older version, nothing posted. */
export function defineEvent<Type extends string, Schema extends z.ZodType>(
  kind: Omit<EventKind<Type, Schema>, Answered> & Partial<Pick<EventKind<Type, Schema>, Answered>>,
): EventKind<Type, Schema> {
  return { by: 'either', seizes: false, upcast: (body) => body, postings: () => [], ...kind };
}

/**
 * Whoever records a fact may say such a thing, and takes from customers only out of drawers it owns. What a member owes anyone may
 * put into the centre's drawer besides, and only a drawer's owner repays it. A broken promise otherwise: before it is written, and
 * when somebody else's is read.
 */
export function assertAllowed(
  kind: Pick<EventKind, 'type' | 'by' | 'seizes'>,
  postings: readonly Posting[],
  writer: Writer,
): void {
  const writerIs = writer === centre ? 'centre' : 'till';
  assert(kind.by === 'either' || kind.by === writerIs, `${kind.type} is recorded by the ${kind.by} alone`);
  for (const { holder, drawer, amount } of postings) {
    if (isFree(holder, drawer, amount)) continue;
    assert(ownsDrawer(writer, drawer, kind.seizes), `${kind.type}: ${writer} takes nothing from ${drawer}`);
  }
}

/** Whether anybody may do this in anybody's drawer. */
function isFree(holder: Holder, drawer: Drawer, amount: number): boolean {
  const kind = holderKind(holder);
  if (kind === 'debt') return amount < 0 && drawer === centre;
  return kind === 'house' || amount > 0;
}
