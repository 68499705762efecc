import { z } from 'zod';

/** Who keeps a log: a till by its id, or `centre`. Without a colon, so that nobody's name can pass for another kind of drawer. */
export const Writer = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);
export type Writer = z.infer<typeof Writer>;

/** The writer that is the centre. Exactly one, and no till. */
export const centre = 'centre';

/**
 * The one place that may spend a lot: a writer's own drawer; `transit:<till>`, value the centre sent and the till did not accept
 * yet; or `suspense:<till>`, value held by a till that came back as a copy, until an owner decides.
 */
export const Drawer = z.string().regex(/^((transit|suspense):)?[A-Za-z0-9-]{1,64}$/);
export type Drawer = z.infer<typeof Drawer>;

/** Where value lies that the centre granted to a till, until that till takes it in or the centre cancels the grant. */
export const transitTo = (till: Writer): Drawer => `transit:${till}`;

/** Where the value lies that a till held when it turned out to be a copy. Only a decision at the centre takes it out. */
export const suspenseOf = (till: Writer): Drawer => `suspense:${till}`;

/**
 * Whether `writer` may take value out of `drawer`: the rule that lets nothing be spent twice. `seizing` is for the one fact by
 * which the centre empties the drawer of a till that was revoked before.
 */
export function ownsDrawer(writer: Writer, drawer: Drawer, seizing = false): boolean {
  if (writer.includes(':')) return false;
  if (drawer === writer || drawer === transitTo(writer)) return true;
  return writer === centre && (seizing || drawer.includes(':'));
}
