/** What a PN532 says. `broken` began like a frame and its sums do not add up. */
export type Pn532Frame =
  | { kind: 'ack' }
  | { kind: 'broken' }
  /** The answer to the command before: its code is the command's plus one. */
  | { kind: 'answer'; code: number; data: Uint8Array };

const fromHost = 0xd4;
const fromChip = 0xd5;
const longestFrame = 300;
const sum = (bytes: Iterable<number>): number => {
  let total = 0;
  for (const byte of bytes) total = (total + byte) & 0xff;
  return total;
};
const complement = (value: number): number => (0x100 - (value & 0xff)) & 0xff;

/** "I heard you"; sent in the middle of a command it calls the command off. */
export const ackFrame = Uint8Array.of(0x00, 0x00, 0xff, 0x00, 0xff, 0x00);
/** Wakes the chip's serial port, which sleeps after power-up, and gives it time to. */
export const wakeUp = Uint8Array.of(0x55, 0x55, ...new Uint8Array(22));

/** A command as the chip takes it: preamble, length, its complement, direction, code, data, complement of the sum. */
export function commandFrame(code: number, data: readonly number[]): Uint8Array {
  const body = [fromHost, code, ...data];
  const length =
    body.length < 0x100
      ? [body.length, complement(body.length)]
      : [0xff, 0xff, body.length >> 8, body.length & 0xff, complement((body.length >> 8) + body.length)];
  return Uint8Array.of(0x00, 0x00, 0xff, ...length, ...body, complement(sum(body)), 0x00);
}

/** Finds the frames in what comes over the line, whatever noise stands between them and however it is cut. */
export interface FrameReader {
  take(bytes: Uint8Array): void;
  /** Half a frame that waits for its end waits no more. */
  forget(): void;
}

/** A reader for one line. */
export function createFrameReader(onFrame: (frame: Pn532Frame) => void): FrameReader {
  let pending: number[] = [];
  return {
    take(bytes) {
      pending.push(...bytes);
      for (;;) {
        pending = pending.slice(startIn(pending));
        const found = frameAt(pending);
        if (found === 'more') return;
        pending = pending.slice(found.length);
        if (found.frame) onFrame(found.frame);
      }
    },
    forget: () => (pending = []),
  };
}

/** Where `00 FF` begins, or where it could with the next byte. */
function startIn(bytes: readonly number[]): number {
  for (let at = 0; at + 1 < bytes.length; at += 1) if (bytes[at] === 0 && bytes[at + 1] === 0xff) return at;
  return bytes.at(-1) === 0 ? bytes.length - 1 : bytes.length;
}

/** The frame at `00 FF`; `length` is how much of the line it used up. */
function frameAt(bytes: readonly number[]): 'more' | { length: number; frame?: Pn532Frame } {
  const [, , first, second] = bytes;
  if (first === undefined || second === undefined) return 'more';
  if (first === 0x00 && second === 0xff) return { length: 4, frame: { kind: 'ack' } };
  if (first === 0xff && second === 0x00) return { length: 4, frame: { kind: 'broken' } };
  const extended = first === 0xff && second === 0xff;
  const head = extended ? 7 : 4;
  if (bytes.length < head) return 'more';
  const length = extended ? (bytes[4] ?? 0) * 256 + (bytes[5] ?? 0) : first;
  const rest = extended ? bytes.slice(4, 7) : [first, second];
  // Past a false start stands what may be the true one.
  if (sum(rest) !== 0 || length < 1 || length > longestFrame) return { length: 2, frame: { kind: 'broken' } };
  if (bytes.length < head + length + 2) return 'more';
  const body = bytes.slice(head, head + length);
  // The sum is one byte, so one in 256 damaged frames would pass: the zero behind it must stand there too.
  const whole = sum(bytes.slice(head, head + length + 1)) === 0 && bytes[head + length + 1] === 0;
  const [direction, code, ...data] = body;
  const frame: Pn532Frame =
    whole && direction === fromChip && code !== undefined
      ? { kind: 'answer', code, data: Uint8Array.from(data) }
      : { kind: 'broken' };
  return { length: whole ? head + length + 1 : 2, frame };
}
