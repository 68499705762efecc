import type { z } from 'zod';
import type { Json } from '../base/canonical-json.ts';
import type { Drawer, Posting } from './posting.ts';

/**
 * One kind of fact. To add one: `events/<name>.event.ts` and a line in events.ts, then somebody who decides it and a
 * projection that reads it. Bodies hold wallet ids, never a name, phone, e-mail or birthday.
 */
export interface EventKind<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  type: Type;
  /** Raised when the body changes shape; `upcast` then learns to read the older ones. */
  version: number;
  schema: Schema;
  /** Brings a body of an older version to this one. Bodies of the current version come back as they are. */
  upcast(body: Json, fromVersion: number): Json;
  /** A body that really occurs, kept for ever in the golden tests. */
  example: z.input<Schema>;
  /**
   * The value this fact moves, as double entry. The only way balances change, and the same code at till and centre.
   * `writer` is the till or centre that recorded it: the drawer it may take from.
   */
  postings(body: z.output<Schema>, writer: Drawer): Posting[];
}

/** Gives a kind its exact types, and the two answers that most kinds share: no older version, nothing posted. */
export function defineEvent<Type extends string, Schema extends z.ZodType>(
  kind: Omit<EventKind<Type, Schema>, 'upcast' | 'postings'> &
    Partial<Pick<EventKind<Type, Schema>, 'upcast' | 'postings'>>,
): EventKind<Type, Schema> {
  return { upcast: (body) => body, postings: () => [], ...kind };
}
