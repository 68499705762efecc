import type { Envelope } from '../ledger/envelope.ts';

/** How a till's log and the centre's copy of it compare: equal up to `common`, then what only one of them has. */
export interface LogComparison {
  /** The last number up to which both hold the same events. */
  common: number;
  /** Events of the till that the centre does not have yet, or has others in their place. */
  onlyHere: number;
  /** Events of the centre that the till does not have, or has others in their place. */
  onlyThere: number;
}

/**
 * Compares page by page: `next` is asked for both sides behind a number and answers an empty list at the end. A hash holds all
 * that came before it, so two logs that agree at a number agree up to it.
 */
export async function compareLogs(
  here: { head: number; after(seq: number): readonly Envelope[] },
  there: { after(seq: number): Promise<readonly Envelope[]> },
  progress: (done: number, total: number) => void = () => undefined,
): Promise<LogComparison> {
  let common = 0;
  let parted = false;
  let end = 0;
  for (;;) {
    const theirs = await there.after(end);
    if (theirs.length === 0) break;
    const ours = new Map(here.after(end).map(({ seq, hash }) => [seq, hash]));
    for (const { seq, hash } of theirs) {
      parted ||= ours.get(seq) !== hash;
      if (!parted) common = seq;
      end = seq;
    }
    progress(Math.min(end, here.head), here.head);
  }
  return { common, onlyHere: here.head - common, onlyThere: end - common };
}
