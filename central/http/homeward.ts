import type { Writer } from '#shared/ledger/drawer.ts';
import type { Arrival, Placed } from '#shared/sync/placement.ts';

/** Sends members' value to where they are at home, in the background. It only hints: what is forgotten is found with the next sale. */
export interface Homeward {
  /** Value came to lie somewhere that may not be its home. */
  arrived(arrivals: readonly Arrival[]): void;
  /** A till is on the line again: what waited for it may go there. */
  cameBack(till: Writer): void;
  close(): void;
}

/** What the looks go by; the worlds of the simulator have a line and a time of their own. */
export interface HomewardOptions {
  place(arrivals: readonly Arrival[]): Promise<Placed>;
  /** Whether somebody waits at a counter for value of this holder. */
  isAwaited(holder: string): boolean;
  /** Asks the tills, and tells those that something was sent to. */
  act(placed: Placed): void;
  after(ms: number, work: () => void): void;
  log(line: string): void;
}

/**
 * What a till earned is asked for after this: nobody of that visit stands at the counter any more, and a sale that was a mistake has been
 * voided. A till that did not answer, as its member was there still, is asked again, so many times.
 */
const leaveMs = 120_000;
const mostLooks = 3;
/** Looked at in one transaction. */
const mostAtOnce = 500;
/** Remembered at most, while they wait for a till that is cut off or for the database. */
const mostWaiting = 50_000;

interface Waiting {
  arrival: Arrival;
  /** How often more it may be looked at. */
  looks: number;
}

/** Nothing is on its way. */
export function createHomeward({ place, isAwaited, act, after, log }: HomewardOptions): Homeward {
  let due: Waiting[] = [];
  const cutOff = new Map<Writer, Map<string, Arrival>>();
  let waiting = 0;
  let looking = false;
  let closed = false;

  const later = (arrivals: readonly Waiting[]): void => {
    if (arrivals.length > 0 && !closed) after(leaveMs, () => soon(arrivals));
  };
  const soon = (arrivals: readonly Waiting[]): void => {
    due.push(...arrivals.slice(0, Math.max(0, mostWaiting - due.length)));
    if (looking || closed) return;
    looking = true;
    void look().finally(() => {
      looking = false;
      if (due.length > 0) soon([]);
    });
  };
  const look = async (): Promise<void> => {
    while (due.length > 0 && !closed) {
      const [now, rest] = [due.slice(0, mostAtOnce), due.slice(mostAtOnce)];
      due = rest;
      const free = now.filter(({ arrival }) => !isAwaited(arrival.holder));
      later(now.filter((one) => !free.includes(one)));
      if (free.length === 0) continue;
      try {
        const placed = await place(free.map(({ arrival }) => arrival));
        if (closed) return;
        for (const one of placed.waiting) keep(one.home, one.arrival);
        const asked = new Set(placed.recalls.map(({ holder }) => holder));
        later(
          free
            .filter(({ arrival, looks }) => looks > 1 && !liesAtCentre(arrival) && asked.has(arrival.holder))
            .map(({ arrival, looks }) => ({ arrival, looks: looks - 1 })),
        );
        act(placed);
      } catch (error) {
        log(`sending value home: ${error instanceof Error ? error.message : String(error)}`);
        later(free);
      }
    }
  };
  const keep = (home: Writer, arrival: Arrival): void => {
    const those = cutOff.get(home) ?? new Map<string, Arrival>();
    const key = `${arrival.lies} ${arrival.holder}`;
    if (!those.has(key) && waiting >= mostWaiting) return;
    if (!those.has(key)) waiting += 1;
    cutOff.set(home, those.set(key, arrival));
  };
  const fresh = (arrivals: Iterable<Arrival>): Waiting[] =>
    [...arrivals].map((arrival) => ({ arrival, looks: mostLooks }));

  return {
    arrived(arrivals) {
      const [there, here] = [arrivals.filter(liesAtCentre), arrivals.filter((one) => !liesAtCentre(one))];
      if (there.length > 0) soon(fresh(there));
      later(fresh(here));
    },
    cameBack(till) {
      const those = cutOff.get(till);
      if (!those) return;
      cutOff.delete(till);
      waiting -= those.size;
      soon(fresh(those.values()));
    },
    close() {
      closed = true;
    },
  };
}

const liesAtCentre = ({ lies }: Arrival): boolean => lies === 'at-centre';
