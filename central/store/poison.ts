import { factOf, postingsOf, type Envelope } from '#shared/ledger/envelope.ts';
import type { Cell } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';

/** An event whose chain is whole but whose content cannot be. It is kept, shown to people, and counts for nothing. */
export interface Poison {
  envelope: Envelope;
  reason: string;
}

/** Parts events that can be projected from those that cannot. Kinds we do not know are sound: they project to nothing. */
export function screen(envelopes: readonly Envelope[]): { sound: Envelope[]; poison: Poison[] } {
  const sound: Envelope[] = [];
  const poison: Poison[] = [];
  for (const envelope of envelopes) {
    const reason = whyPoison(envelope);
    if (reason === undefined) sound.push(envelope);
    else poison.push({ envelope, reason });
  }
  return { sound, poison };
}

function whyPoison(envelope: Envelope): string | undefined {
  try {
    const fact = factOf(envelope);
    if (!fact) return undefined;
    postingsOf(fact, envelope.writer);
    const cells = projections.flatMap((projection) =>
      projection.rowsOf(fact, envelope).flatMap((row) => Object.values(row)),
    );
    return cells.every(canBeKept) ? undefined : 'It holds a number or a character that no read table takes.';
  } catch (error) {
    return briefly(error);
  }
}

/** PostgreSQL keeps no text with a zero character in it. */
const canBeKept = (cell: Cell): boolean =>
  typeof cell === 'number' ? Number.isSafeInteger(cell) : !cell?.includes('\0');

/** Why something failed, short enough for a list. */
export const briefly = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 500);
