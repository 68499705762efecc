import { randomUUID } from 'node:crypto';
import { createCutFinder, type Piece } from '#shared/escpos/find-cuts.ts';

/** What may be added to receipts: how long a cut waits for it at most, and all cuts of one packet together. */
export interface Appending {
  holdMs: number;
}

/**
 * What became of an answer. `appended`: its bytes went on, before the cut; whether they are on paper nobody knows. `without`: not one of
 * them left, because there was none, it came too late or the printer was gone. `unknown`: whoever knew is gone.
 */
export type AppendOutcome = 'appended' | 'without' | 'unknown';

export interface CutGateOptions {
  /** Sends on what is the printer's next. */
  send(bytes: Uint8Array): void;
  /** The same for what is not the register's. */
  append(bytes: Uint8Array): void;
  /** Whether the printer still takes bytes. */
  isOpen(): boolean;
  /** Lets the register wait, or go on. */
  hold(whether: boolean): void;
  appending(): Appending | null;
  asks?(askId: string, cut: { feeds: boolean }): void;
  settled?(askId: string, outcome: AppendOutcome): void;
}

/** Stands between a register and its printer, and stops at each cut for a moment. */
export interface CutGate {
  feed(bytes: Uint8Array): void;
  answer(askId: string, block: Uint8Array | null): void;
  /** Nothing more comes: `then` is told when the last byte went on. */
  over(then: () => void): void;
  /** Nobody is there any more to send it, or nobody is there to take it: what waits goes on as it is. */
  end(): void;
}

/** The rest of a command that was torn apart on its way comes with the next packet, or hardly ever. */
const tornMs = 50;

/**
 * Lets a register's bytes through, whole and in order: at once, but for a cut, which waits for what is to be printed before it as long
 * as it may, and the beginning of what may be a cut. Behind a cut that waits the register waits too.
 */
export function createCutGate(options: CutGateOptions): CutGate {
  const finder = createCutFinder();
  let queue: Piece[] = [];
  let waiting: { askId: string; cut: Uint8Array; timer: NodeJS.Timeout } | undefined;
  let torn: NodeJS.Timeout | undefined;
  let whenOver: (() => void) | undefined;
  /** When those in the queue have waited enough; none before the first of them is asked about. */
  let untilMs: number | undefined;

  const goOn = (block: Uint8Array | null): void => {
    if (!waiting) return;
    const { askId, cut, timer } = waiting;
    waiting = undefined;
    clearTimeout(timer);
    const appended = block !== null && block.length > 0 && options.isOpen();
    if (appended) options.append(block);
    options.send(cut);
    options.settled?.(askId, appended ? 'appended' : 'without');
    options.hold(false);
  };
  const leftMs = ({ holdMs }: Appending): number => {
    untilMs ??= performance.now() + holdMs;
    return Math.min(holdMs, untilMs - performance.now());
  };
  const ask = (cut: Uint8Array, feeds: boolean, forMs: number): void => {
    const askId = randomUUID();
    waiting = { askId, cut, timer: setTimeout(late, forMs) };
    options.hold(true);
    options.asks?.(askId, { feeds });
  };
  const run = (): void => {
    while (!waiting) {
      const piece = queue.shift();
      if (!piece) break;
      const appending = piece.kind === 'cut' && piece.isFree ? options.appending() : null;
      const forMs = appending ? leftMs(appending) : 0;
      if (piece.kind === 'cut' && forMs > 0) ask(piece.bytes, piece.feeds, forMs);
      else options.send(piece.bytes);
    }
    clearTimeout(torn);
    if (waiting) return;
    if (whenOver) {
      for (const { bytes } of finder.giveUp()) options.send(bytes);
      whenOver();
    } else if (finder.keptBack() > 0) torn = setTimeout(giveUp, tornMs);
  };
  const late = (): void => {
    goOn(null);
    run();
  };
  const giveUp = (): void => {
    queue.push(...finder.giveUp());
    run();
  };
  return {
    feed(bytes) {
      if (!waiting && queue.length === 0) untilMs = undefined;
      queue.push(...finder.feed(bytes));
      run();
    },
    answer(askId, block) {
      if (waiting?.askId !== askId) return;
      goOn(block);
      run();
    },
    over(then) {
      whenOver = then;
      run();
    },
    end() {
      whenOver = undefined;
      goOn(null);
      const rest = [...queue, ...finder.giveUp()];
      queue = [];
      clearTimeout(torn);
      for (const { bytes } of rest) options.send(bytes);
    },
  };
}
