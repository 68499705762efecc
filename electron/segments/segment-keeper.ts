import { businessDay } from '#shared/base/business-time.ts';
import type { Machine } from '#shared/base/machine.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import type { WalletId } from '#shared/members/wallet.ts';
import { readEntries } from '#shared/projections/fold.ts';
import type { FifthCuts } from '#shared/segments/quintiles.ts';
import type { SegmentRules } from '#shared/segments/segment-rules.ts';
import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import { standingsOf } from '#shared/visit/ask-programs.ts';
import { inBreaks } from '#electron/platform/in-breaks.ts';
import type { Log } from '#electron/platform/log.ts';
import type { Store } from '#electron/store/store.ts';
import {
  cutsOf,
  gather,
  nothingGathered,
  placeSlice,
  placeSome,
  type Gathered,
  type Look,
  type Placing,
} from './place-members.ts';

export interface SegmentKeeperOptions {
  store: Store;
  settings: Pick<ShopSettings, 'segments' | 'zone' | 'cutOffHour'>;
  machine: Pick<Machine, 'now'>;
  log: Log;
  /** Somebody is in another segment now, or was looked at for the first time. */
  changed(): void;
  /** Runs something again and again until it is stopped; the till's own timer unless a test brings its own. */
  every?: (ms: number, run: () => void) => () => void;
}

/** Keeps every member in the segment they belong to, in quiet moments. */
export interface SegmentKeeper {
  /** Somebody is busy: wait. */
  touch(): void;
  /** Something happened that may put a member elsewhere, or the rules are others: look in the next quiet moment. */
  again(): void;
  /** One piece of work; whether there is more. */
  piece(): boolean;
  /** How far the look at all members has come; null when nothing is under way. */
  progress(): { placed: number } | null;
  /** The business day of the last whole look, and whether there were enough members to compare them; null before the first. */
  looked(): { day: string; compared: boolean } | null;
  stop(): void;
}

/** What is remembered of the last whole look, and up to where the own log was read since. */
interface Kept {
  day: string;
  rules: string;
  cuts: FifthCuts | null;
  seq: number;
}

/** A look at all members on its way: first how they compare, then where each belongs. */
interface Round {
  look: Look;
  gathered: Gathered | null;
  after: string;
  placed: number;
  seq: number;
}

/** Members in a piece: a few milliseconds, so that a customer who comes just then notices nothing. */
const membersAtOnce = 250;
const eventsAtOnce = 200;
/** The follower's name under which all of it is kept. */
const place = 'segments';

/** Starts keeping: the whole of it once a business day and when the rules changed, and whoever came meanwhile by themselves. */
export function startSegmentKeeper(options: SegmentKeeperOptions): SegmentKeeper {
  const { store, settings, machine, log } = options;
  const today = () => businessDay(machine.now(), settings);
  let round: Round | undefined;
  const placing = placingOf(store, today);
  const kept = (): Kept | undefined => {
    const text = store.placeOf(place);
    return text === undefined ? undefined : (JSON.parse(text) as Kept);
  };
  const keep = (next: Kept): void => store.setPlace(place, JSON.stringify(next));
  const isDue = (last: Kept | undefined): boolean =>
    last?.day !== today() || last.rules !== JSON.stringify(settings.segments);

  const step = (): boolean => {
    if (store.readOnly || store.damaged()) return false;
    const last = kept();
    if (round && (round.look.day !== today() || !sameRules(round.look.rules, settings.segments)))
      round = undefined;
    if (!round && isDue(last)) round = newRound(today(), settings.segments, store.head().seq);
    if (round) return wholeStep(round);
    return last ? smallStep(last) : false;
  };
  const wholeStep = (now: Round): boolean => {
    const slice = { after: now.after, to: store.segments.sliceEnd(now.after, membersAtOnce) };
    if (now.gathered) gather(placing, now.look, slice, now.gathered);
    else {
      store.atOnce(() => placeSlice(placing, now.look, slice));
      now.placed += membersAtOnce;
    }
    if (slice.to !== null) {
      now.after = slice.to;
      return true;
    }
    if (now.gathered) {
      now.look.cuts = cutsOf(now.gathered);
      [now.gathered, now.after] = [null, ''];
      return true;
    }
    const { day, rules, cuts } = now.look;
    const done = { day, rules: JSON.stringify(rules), cuts, seq: now.seq };
    keep(done);
    round = undefined;
    options.changed();
    return smallStep(done);
  };
  /** Those whom our own log tells of since. */
  const smallStep = (last: Kept): boolean => {
    const events = store.ownAfter(last.seq, eventsAtOnce);
    const seq = events.at(-1)?.seq;
    if (seq === undefined) return false;
    const look = { day: last.day, rules: settings.segments, cuts: last.cuts };
    const walletIds = concerned(events);
    const moved = store.atOnce(() => {
      keep({ ...last, seq });
      return walletIds.length > 0 && placeSome(placing, look, walletIds);
    });
    if (moved) options.changed();
    return events.length === eventsAtOnce;
  };
  const piece = (): boolean => {
    try {
      return step();
    } catch (error) {
      log(`segments: ${error instanceof Error ? error.message : String(error)}`);
      round = undefined;
      return false;
    }
  };
  const breaks = inBreaks({ quietMs: 2_000, pauseMs: 20, piece });
  const stopTimer = (options.every ?? ticking)(60_000, () => {
    if (isDue(kept())) breaks.again();
  });
  return {
    touch: () => breaks.touch(),
    again() {
      breaks.again();
      breaks.touch();
    },
    piece,
    progress: () => (round ? { placed: round.placed } : null),
    looked() {
      const last = kept();
      return last ? { day: last.day, compared: last.cuts !== null } : null;
    },
    stop() {
      breaks.stop();
      stopTimer();
    },
  };
}

const newRound = (day: string, rules: SegmentRules, seq: number): Round => ({
  look: { day, rules, cuts: null },
  gathered: nothingGathered(),
  after: '',
  placed: 0,
  seq,
});

const sameRules = (one: SegmentRules, other: SegmentRules): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);

function ticking(ms: number, run: () => void): () => void {
  const timer = setInterval(run, ms);
  timer.unref();
  return () => clearInterval(timer);
}

function placingOf({ segments, look, profiles }: Store, day: () => string): Placing {
  return {
    segments,
    aliases: look.aliases,
    birthday: (walletId) => profiles.read(walletId)?.birthday?.value?.slice(-'MM-DD'.length) ?? null,
    tiers: (walletId) =>
      standingsOf(() => look.memberFacts(walletId), { look, time: { day: day() } }).flatMap(
        ({ standing }) => standing.tier ?? [],
      ),
  };
}

/** The members of whom these events tell anything that segments look at. */
function concerned(events: readonly Envelope[]): WalletId[] {
  const found = readEntries(events).flatMap(({ fact }): (WalletId | null)[] => {
    switch (fact.type) {
      case 'MemberEnrolled':
      case 'MemberErased':
      case 'SaleRecorded':
      case 'SaleReversed':
        return [fact.body.walletId];
      case 'MembersMerged':
      case 'MergeUndone':
        return [fact.body.from, fact.body.into];
      default:
        return [];
    }
  });
  return [...new Set(found.flatMap((walletId) => walletId ?? []))];
}
