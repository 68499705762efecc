import { createReceiptReader, type CharacterIn, type ReceiptReader } from '#shared/capture/receipt-text.ts';

/** What was heard of one receipt. `whole` is false when something of it was passed over, so its total cannot be trusted. */
export interface HeardReceipt {
  lines: readonly string[];
  whole: boolean;
  /** Its last line was never ended: more of it may have been on its way. */
  isOpen: boolean;
}

export interface TapOptions {
  characterIn: CharacterIn;
  /** A receipt without a cut is over when nothing came for so long. */
  idleMs: number;
  heard(receipt: HeardReceipt): void;
  /** The reading failed. It goes on with what comes next. */
  failed(error: unknown): void;
}

/** Listens to what a register prints. Taking bytes costs nothing and never throws; they are read when nothing else is to do. */
export interface ReceiptTap {
  feed(bytes: Uint8Array): void;
  /** Something of the receipt was not heard: it is read no further, and its total is not trusted. */
  missed(): void;
  /** The receipt is about to be cut: hands over what was heard of it when it is read, in its turn, and begins the next. */
  ask(take: (receipt: HeardReceipt) => void): void;
  /** Nothing more belongs to the receipt. */
  over(): void;
  close(): void;
}

/** So much waits to be read at most; what comes on top is passed over, and the receipt with it. */
const waitingBytes = 1 << 20;
const sliceBytes = 8 << 10;
const longestReceipt = 1_000;

type Taking = (receipt: HeardReceipt) => void;

/** A tap on one register's bytes, in pieces small enough that nobody waits behind it. */
export function createReceiptTap({ characterIn, idleMs, heard, failed }: TapOptions): ReceiptTap {
  let queue: (Uint8Array | 'over' | Taking)[] = [];
  let queued = 0;
  let lines: string[] = [];
  let whole = true;
  let drawn = false;
  let turn: NodeJS.Immediate | undefined;
  let idle: NodeJS.Timeout | undefined;

  const taken = (isOpen: boolean): HeardReceipt => {
    const receipt = { lines, whole, isOpen };
    [lines, whole, drawn] = [[], true, false];
    return receipt;
  };
  const end = (isOpen = false): void => {
    const isSomething = lines.length > 0 || drawn || !whole;
    const receipt = taken(isOpen);
    if (isSomething) heard(receipt);
  };
  const newReader = (): ReceiptReader =>
    createReceiptReader(
      {
        line(text) {
          lines.push(text);
          if (lines.length <= longestReceipt) return;
          lines.shift();
          whole = false;
        },
        picture: () => (drawn = true),
        cut: () => end(),
      },
      characterIn,
    );
  let reader = newReader();
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      reader = newReader();
      [lines, whole, drawn] = [[], true, false];
      failed(error);
    }
  };
  const finish = (): void =>
    guarded(() => {
      const ended = lines.length;
      reader.endLine();
      end(lines.length > ended);
    });
  const read = (): void => {
    turn = undefined;
    const first = queue[0];
    if (first === 'over') {
      queue.shift();
      finish();
      reader = newReader();
    } else if (typeof first === 'function') {
      queue.shift();
      guarded(() => {
        reader.endLine();
        first(taken(false));
      });
    } else if (first) {
      const slice = first.subarray(0, sliceBytes);
      if (slice.length === first.length) queue.shift();
      else queue[0] = first.subarray(sliceBytes);
      queued -= slice.length;
      guarded(() => reader.feed(slice));
    }
    if (queue.length > 0) turn = setImmediate(read);
    else idle = setTimeout(finish, idleMs);
  };
  const wake = (): void => {
    clearTimeout(idle);
    turn ??= setImmediate(read);
  };
  const missed = (): void => {
    const asking = queue.filter((one) => typeof one === 'function');
    [queue, queued] = [[], 0];
    for (const take of asking) guarded(() => take({ lines: [], whole: false, isOpen: false }));
    [lines, whole] = [[], false];
    reader = newReader();
  };
  return {
    missed() {
      missed();
      wake();
    },
    feed(bytes) {
      if (queued + bytes.length > waitingBytes) missed();
      else {
        queue.push(bytes);
        queued += bytes.length;
      }
      wake();
    },
    ask(take) {
      queue.push(take);
      wake();
    },
    over() {
      queue.push('over');
      wake();
    },
    close() {
      clearTimeout(idle);
      clearImmediate(turn);
      queue = [];
    },
  };
}
