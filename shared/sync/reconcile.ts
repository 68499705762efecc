import { postingsOf } from '../ledger/envelope.ts';
import type { Fact } from '../ledger/events.ts';
import type { Money } from '../money/money.ts';
import { interruptReservations, type ReservedFor } from './interrupt-reservations.ts';
import { sayAgain } from './say-again.ts';
import { createPurse } from './purse.ts';
import type { Told, TwoHistories } from './two-histories.ts';

/** How a till goes on after the centre's copy of its log, and what that comes to. */
export interface StartedOver {
  /** To be written behind the centre's copy: the new epoch, what only we knew, then the suspension of all that lies here. */
  told: Told[];
  /** What our customers had that was not there any more. The house stands for it. */
  risks: Extract<Fact, { type: 'RiskTaken' }>['body'][];
  /** What is not said again: it stands there already, or it moved nothing that is left to be moved. */
  dropped: Fact[];
  /** What is out of our reach until an owner decides, by unit. */
  suspended: { unit: string; amount: number }[];
}

/**
 * A till that has two histories takes the centre's and says its own again behind it, under a new epoch. First all that only it
 * knows: where that would take more than is there, it becomes a risk with its worth in money. What waits for baskets goes back to whom
 * it belongs. Only then everything in the drawer is suspended, since the other life may have spent it unseen.
 */
export function reconcile(histories: TwoHistories): StartedOver {
  const { writer, epoch, because, theirs, ours, now } = histories;
  const purse = createPurse(histories.drawer);
  const started: Fact = {
    type: 'EpochStarted',
    body: { epoch, because, previousSeq: theirs.seq, previousHash: theirs.hash },
  };
  const { kept, dropped } = sayAgain(ours, purse, histories);
  const released = interruptReservations(purse.everything(), reservedIn(histories)).map((fact): Told => {
    purse.apply(postingsOf(fact, writer), writer);
    return { fact, time: now };
  });
  const suspensions = purse.everything().map(({ holder, unit, parts }): Told => {
    return { fact: { type: 'RightsSuspended', body: { holder, unit, parts, epoch } }, time: now };
  });
  const told = [{ fact: started, time: now }, ...kept, ...released, ...suspensions];
  // Every fact may be said by us, or nothing is: a broken promise is better found before the log is touched.
  for (const { fact } of told) postingsOf(fact, writer);
  const risks = kept.flatMap(({ fact }) => (fact.type === 'RiskTaken' ? [fact.body] : []));
  return { told, risks, dropped, suspended: sumByUnit(suspensions) };
}

/** Whose value waits for baskets, by the centre's copy and by what only we know. */
const reservedIn = ({ reservations, ours }: TwoHistories): ReservedFor[] => [
  ...reservations,
  ...ours.flatMap(({ fact }) => (fact.type === 'ValueReserved' ? [fact.body] : [])),
];

function sumByUnit(suspensions: readonly Told[]): StartedOver['suspended'] {
  const sums = new Map<string, number>();
  for (const { fact } of suspensions) {
    if (fact.type !== 'RightsSuspended') continue;
    const { unit, parts } = fact.body;
    sums.set(
      unit,
      parts.reduce((sum, { amount }) => sum + amount, sums.get(unit) ?? 0),
    );
  }
  return [...sums].map(([unit, amount]) => ({ unit, amount }));
}

/** What these risks cost in money, where anybody can say. */
export function worthOf(risks: readonly { worth: Money | null }[]): number {
  return risks.reduce((sum, { worth }) => sum + (worth?.minor ?? 0), 0);
}
