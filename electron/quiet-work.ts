import type { ShopSettings } from '#shared/settings/shop-settings.ts';
import type { Machine } from '#shared/base/machine.ts';
import { inBreaks } from './platform/in-breaks.ts';
import type { Log } from './platform/log.ts';
import { whenQuiet } from './platform/when-quiet.ts';
import type { Witness } from './platform/witness.ts';
import { startSegmentKeeper, type SegmentKeeper } from './segments/segment-keeper.ts';
import type { Store } from './store/store.ts';

export interface QuietWorkOptions {
  store: Store;
  settings: ShopSettings;
  machine: Pick<Machine, 'now'>;
  log: Log;
  witness: Pick<Witness, 'keep'>;
  /** Damage was found. */
  damaged(): void;
  /** A member is in another segment now. */
  segmentsChanged(): void;
}

/** What the till does while nobody is busy: it lets its log flow back, reads for damage, tells members apart, and notes where their histories stand. */
export interface QuietWork {
  segments: SegmentKeeper;
  /** Somebody is busy: everything waits. */
  busy(): void;
  /** Something was written: there is more to do, once it is quiet. */
  wrote(): void;
  stop(): void;
  /** The last of it, when the till closes. */
  tidyUp(): void;
}

/** Starts it. A fault of one is said and stops no other. */
export function startQuietWork(options: QuietWorkOptions): QuietWork {
  const { store, log, witness } = options;
  const failed = (what: string, error: unknown): void =>
    log(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  const tidyUp = (): void => {
    try {
      store.checkpoint();
      if (!store.readOnly) witness.keep(store.head());
    } catch (error) {
      // Nothing is lost: the log stays as it is until the next quiet moment. The counter hears of the disk by itself.
      failed('checkpoint', error);
    }
  };
  const rest = whenQuiet(2_000, tidyUp);
  const scrub = inBreaks({
    quietMs: 2_000,
    pauseMs: 20,
    piece() {
      try {
        return store.scrub();
      } catch (error) {
        failed('scrub', error);
        options.damaged();
        return false;
      }
    },
  });
  const history = inBreaks({
    quietMs: 5_000,
    pauseMs: 20,
    piece() {
      try {
        return store.history.gather();
      } catch (error) {
        failed('history', error);
        return false;
      }
    },
  });
  const segments = startSegmentKeeper({ ...options, changed: options.segmentsChanged });
  return {
    segments,
    busy() {
      scrub.touch();
      history.touch();
      segments.touch();
    },
    wrote() {
      rest.touch();
      history.again();
      segments.again();
    },
    stop() {
      rest.stop();
      scrub.stop();
      history.stop();
      segments.stop();
    },
    tidyUp,
  };
}
