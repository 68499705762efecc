import { addDays, businessDay, type Day } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { judgeDay, type DayVerdict } from '#shared/visit/believable-day.ts';
import { dueExpiries } from '#shared/visit/due-expiries.ts';
import { releaseTimedOut } from '#shared/visit/reserve.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Store } from '#electron/store/store.ts';

export interface KeeperOptions {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now'>;
  log: Log;
  /** What the centre's clock said last; null for a till that works alone, or never heard of it. */
  centreSaidMs?: () => number | null;
  /** After the commit: the ledger has moved. */
  committed(): void;
  /** Runs something again and again until it is stopped; the till's own timer unless a test brings its own. */
  every?: (ms: number, run: () => void) => () => void;
}

/** Keeps value where it belongs as time goes by: what is over expires, what waited too long for a basket goes back. */
export interface ValueKeeper {
  /** One round of work, at most one batch of each kind. Whether there is more to do. */
  round(): boolean;
  /** Whether the till's clock cannot be right: then nothing is booked as ended until somebody looked at it. */
  doubtsClock(): boolean;
  stop(): void;
}

/** Lots expired in one transaction: a morning after a long absence must not hold up the counter. */
const batch = 500;
const everyMs = 60_000;
/** The follower's name under which is kept for which business day everything that was over is booked. */
const place = 'expiry';

/** A person looked at the clock: the day it tells is believed from the next round on. */
export const believeDay = (store: Store, day: Day): void => store.setPlace(place, addDays(day, -1));

const timer = (ms: number, run: () => void): (() => void) => {
  const ticking = setInterval(run, ms);
  ticking.unref();
  return () => clearInterval(ticking);
};

/**
 * Starts keeping: a round now, so that what timed out while the till was off is free before the first customer, and one a minute. The
 * business day is asked each time, so nothing has to be known of cut-off hours and changing clocks; a clock set back books nothing.
 */
export function startValueKeeper(options: KeeperOptions): ValueKeeper {
  const { store, settings, machine, log, committed } = options;
  /** Where the batches of a morning go on. */
  let from = '';
  let pending: ReturnType<typeof setImmediate> | undefined;
  let doubted = false;
  const judge = (day: Day): DayVerdict => {
    const said = options.centreSaidMs?.() ?? null;
    const centreDay = said === null ? null : businessDay(said, settings);
    return judgeDay(day, { centreDay, bookedDay: store.placeOf(place) ?? null });
  };
  const round = (): boolean => {
    // A copy of a till does not take anything out of a drawer, and one that cannot write does nothing.
    if (store.readOnly || store.standing.state() !== 'sound') return false;
    const atMs = machine.now();
    const time = { atMs, day: businessDay(atMs, settings) };
    const verdict = judge(time.day);
    if ((verdict === 'doubted') !== doubted) {
      doubted = verdict === 'doubted';
      if (doubted) log(`expiry: the clock says ${time.day}, which cannot be; nothing ends until it is right`);
      committed();
    }
    const { next, wrote } = store.atOnce(() => {
      const released = releaseTimedOut(store.look.reservations(), atMs, settings.drawers.reservationMinutes);
      if (released.length > 0) store.commit({ facts: released, time });
      if (verdict !== 'believed' || ((store.placeOf(place) ?? '') >= time.day && released.length === 0))
        return { next: '', wrote: released.length > 0 };
      const lots = store.look.dueLots(time.day, batch, from);
      const expired = dueExpiries(time.day, lots);
      if (expired.length > 0) store.commit({ facts: expired, time });
      const full = lots.length === batch;
      if (!full && (store.placeOf(place) ?? '') < time.day) store.setPlace(place, time.day);
      const wrote = released.length + expired.length > 0;
      return { next: full ? (lots.at(-1)?.holder ?? '') : '', wrote };
    });
    from = next;
    if (wrote) committed();
    return next !== '';
  };
  const rounds = (): void => {
    pending = undefined;
    try {
      // The next batch waits its turn behind scans and clicks.
      if (round()) pending = setImmediate(rounds);
    } catch (error) {
      log(`expiry: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  rounds();
  const stop = (options.every ?? timer)(everyMs, rounds);
  return {
    round,
    doubtsClock: () => doubted,
    stop() {
      stop();
      if (pending) clearImmediate(pending);
    },
  };
}
