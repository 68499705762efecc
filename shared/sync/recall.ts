import type { Day } from '../base/business-time.ts';
import { centre, type Writer } from '../ledger/drawer.ts';
import { lotExpiry } from '../ledger/posting.ts';
import type { HeldLot } from './free-lots.ts';
import type { Recall, Want } from './protocol.ts';

/** Value in the drawer of a till, as the centre last heard of it. */
export interface MirroredLot extends HeldLot {
  drawer: Writer;
}

/** A recall, and the till it is meant for. */
export interface PlannedRecall extends Recall {
  till: Writer;
}

/**
 * Whom to ask for what is missing: tills that are on the line, those with most of it first, so that few are asked. What the centre
 * knows of a drawer may be old; a till gives back what is really free. A recall moves no value, so it may be lost or repeated.
 */
export function planRecalls(input: {
  short: readonly Want[];
  mirror: readonly MirroredLot[];
  online: ReadonlySet<Writer>;
  asker: Writer;
  day: Day;
  newId: () => string;
  because?: Recall['because'];
}): PlannedRecall[] {
  const { short, mirror, online, asker, day, newId, because = 'recalled' } = input;
  // A till asks for what it can hand out. The centre asks for what it settles with, and of that a wrong clock at a till decides nothing.
  const isOver = ({ lot }: MirroredLot): boolean => asker !== centre && (lotExpiry(lot) ?? '9999') < day;
  return short.flatMap(({ holder, unit, amount }) => {
    const held = new Map<Writer, number>();
    for (const row of mirror) {
      if (row.holder !== holder || row.unit !== unit || row.amount <= 0) continue;
      if (row.drawer === asker || !online.has(row.drawer) || isOver(row)) continue;
      held.set(row.drawer, (held.get(row.drawer) ?? 0) + row.amount);
    }
    let missing = amount;
    const most = [...held].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
    return most.flatMap(([till, there]): PlannedRecall[] => {
      const asked = Math.min(there, missing);
      missing -= asked;
      return asked === 0 ? [] : [{ till, recallId: newId(), holder, unit, amount: asked, because }];
    });
  });
}
