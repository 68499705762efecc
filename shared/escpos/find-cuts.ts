import { readCommands, type CommandReader } from './commands.ts';

/** A piece of what a register sends, in order. All pieces together are its bytes, none more and none less. */
export type Piece =
  | { kind: 'bytes'; bytes: Uint8Array }
  | {
      kind: 'cut';
      /** The command itself, whole. */
      bytes: Uint8Array;
      /** The printer brings what was printed beyond the knife by itself. */
      feeds: boolean;
      /** A picture right before it comes out as it is below what was printed, and leaves no trace on what the register prints next. */
      isFree: boolean;
    };

/** Finds the knife in a stream of ESC/POS, wherever its pieces begin and end. */
export interface CutFinder {
  /** What of the stream is told apart now. The beginning of what may be a cut is kept back. */
  feed(bytes: Uint8Array): Piece[];
  /** How many bytes are kept back. */
  keptBack(): number;
  /** Gives up what was kept back: nobody waits longer. A cut that ends later is not free. */
  giveUp(): Piece[];
}

/** The longest command of a cut is `GS V m n`. */
const longestCut = 4;

/**
 * Reads commands by their lengths, so that the bytes of a cut within a picture or a bar code are none. Behind the first command that it
 * does not know no cut of this connection is free any more: what looks like one may be anything.
 */
export function createCutFinder(): CutFinder {
  let lost = false;
  let onLine = false;
  let printed = false;
  let layout = true;
  let elsewhere = new Set<string>();
  let cut: { feeds: boolean } | undefined;
  const commands: CommandReader = readCommands({
    letter: () => (onLine = printed = true),
    space: () => (onLine = true),
    picture(waits) {
      printed = true;
      if (waits) onLine = true;
    },
    endLine(prints) {
      if (prints) onLine = false;
    },
    dropLine: () => (onLine = false),
    choosePage: () => {},
    said(said) {
      if (said.what === 'layout') layout &&= said.plain;
      else if (said.whether) elsewhere.add(said.where);
      else elsewhere.delete(said.where);
    },
    startOver() {
      [layout, onLine] = [true, false];
      // A printer that was turned away from does not hear it.
      elsewhere = new Set([...elsewhere].filter((where) => where === 'device'));
    },
    cut: (feeds) => (cut = { feeds }),
    unknown: () => (lost = true),
  });
  /** What was read and not given yet; it begins where a command does. */
  let kept = new Uint8Array();
  /** The beginning of the command that is being read went on already. */
  let broken = false;

  return {
    feed(bytes) {
      const all = kept.length === 0 ? bytes : Uint8Array.from([...kept, ...bytes]);
      const pieces: Piece[] = [];
      let [given, begun, at] = [0, 0, kept.length];
      const give = (until: number): void => {
        if (until > given) pieces.push({ kind: 'bytes', bytes: all.subarray(given, until) });
        given = until;
      };
      while (at < all.length) {
        if (commands.atRest()) [begun, broken] = [at, false];
        at += commands.take(all, at);
        if (!cut) continue;
        const isFree = printed && !lost && !broken && !onLine && layout && elsewhere.size === 0;
        give(broken ? given : begun);
        pieces.push({ kind: 'cut', bytes: all.subarray(given, at), ...cut, isFree });
        given = at;
        [cut, onLine, printed, broken] = [undefined, false, false, false];
      }
      const isMiddle = !commands.atRest();
      if (isMiddle && !broken && mayBeCut(all.subarray(begun))) give(begun);
      else {
        give(all.length);
        broken = isMiddle;
      }
      kept = Uint8Array.from(all.subarray(given));
      return pieces;
    },
    keptBack: () => kept.length,
    giveUp() {
      if (kept.length === 0) return [];
      const piece: Piece = { kind: 'bytes', bytes: kept };
      kept = new Uint8Array();
      broken = true;
      return [piece];
    },
  };
}

function mayBeCut(begun: Uint8Array): boolean {
  const [first, second] = begun;
  if (begun.length === 0 || begun.length >= longestCut) return false;
  if (first === 0x1b) return begun.length === 1;
  return first === 0x1d && (begun.length === 1 || second === 0x56);
}
