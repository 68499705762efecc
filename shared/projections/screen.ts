import { factOf, postingsOf, type Envelope } from '../ledger/envelope.ts';
import type { Entry } from './fold.ts';
import type { Row } from './projection.ts';
import { projections } from './projections.ts';

/** An event whose chain is whole but whose content cannot be. It is kept, shown to people, and counts for nothing. */
export interface Poison {
  envelope: Envelope;
  reason: string;
  /** Sound by itself, but it took more than there was: known only where and when it was first stored. */
  overdrawn?: boolean;
}

/** Events read once, and parted: those to be projected, and those that cannot be. Kinds we do not know are in neither. */
export interface Screened {
  sound: Entry[];
  poison: Poison[];
}

/** Reads events and sets aside what cannot be projected, each with its reason. */
export function screen(envelopes: readonly Envelope[]): Screened {
  const sound: Entry[] = [];
  const poison: Poison[] = [];
  for (const envelope of envelopes) {
    try {
      const fact = factOf(envelope);
      if (!fact) continue;
      postingsOf(fact, envelope.writer);
      const rows = projections.map((projection) => projection.rowsOf(fact, envelope));
      if (rows.every((some) => some.every(canBeKept)))
        sound.push({ fact, envelope, worked: { of: projections, rows } });
      else poison.push({ envelope, reason: 'It holds a number or a character that no read table takes.' });
    } catch (error) {
      poison.push({ envelope, reason: briefly(error) });
    }
  }
  return { sound, poison };
}

/** PostgreSQL keeps no text with a zero character in it, and both engines must keep the same. */
function canBeKept(row: Row): boolean {
  for (const name in row) {
    const cell = row[name];
    const kept = typeof cell === 'number' ? Number.isSafeInteger(cell) : !cell?.includes('\0');
    if (!kept) return false;
  }
  return true;
}

/** Why something failed, short enough for a list. */
export const briefly = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').slice(0, 500);
