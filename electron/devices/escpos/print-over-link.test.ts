import { expect, test } from 'vitest';
import type { PrintResult } from '../driver.ts';
import type { Link } from '../transports/link.ts';
import { printOverLink } from './print-over-link.ts';

const processId = 'T001';
const job = Uint8Array.from(Buffer.from('VOUCHER 2.00\n\x1dVB\x00', 'latin1'));
/** DLE EOT 1 to 4, three bytes each, are answered before the first byte of the job leaves. */
const asked = 4 * 3;
const sent = asked + 2 + job.length + 7 + processId.length;
/** A byte for each question, and the echo of the process id. */
const answered = 4 + 3 + processId.length;

interface Breaks {
  /** The line is lost when the printer has taken so many bytes. */
  afterSent?: number;
  /** The line is lost when the printer has said so many bytes. */
  afterAnswered?: number;
  /** What becomes of the byte that the printer says at this place. */
  at?: number;
  into?: (byte: number) => number[];
}

/** A printer at the other end of a line without time: it answers each question at once, and breaks where it is told to. */
function lineTo({
  afterSent = Infinity,
  afterAnswered = Infinity,
  at,
  into = (byte) => [byte],
}: Breaks = {}) {
  const taken: number[] = [];
  let said = 0;
  let lost = afterSent === 0;
  let hear = (_bytes: Uint8Array): void => {};
  let tellLost = (): void => {};
  const lose = (): void => {
    if (lost) return;
    lost = true;
    tellLost();
  };
  const say = (bytes: readonly number[]): void => {
    for (const byte of bytes) {
      if (said >= afterAnswered) return lose();
      hear(Uint8Array.from(said === at ? into(byte) : [byte]));
      said += 1;
    }
    if (said >= afterAnswered) lose();
  };
  const take = (byte: number): void => {
    taken.push(byte);
    if (taken.at(-3) === 0x10 && taken.at(-2) === 0x04) say([0x12]);
    if (String.fromCharCode(...taken.slice(-11)).startsWith('\x1d(H\x06\x0000'))
      say([0x37, 0x22, ...taken.slice(-4), 0]);
  };
  const link: Link = {
    send(bytes) {
      for (const byte of bytes) {
        if (lost) return;
        if (taken.length >= afterSent) return lose();
        take(byte);
      }
      if (taken.length >= afterSent) lose();
    },
    onBytes: (listener) => void (hear = listener),
    onLost(listener) {
      tellLost = listener;
      if (lost) queueMicrotask(listener);
    },
    close: async () => {},
  };
  return { link, taken: () => taken.length };
}

const limits = { statusMs: 40, confirmMs: 40, pollMs: 60_000, refillMs: 40 };

/** What became of the job, and whether the printer got any byte of it. */
async function printThrough(breaks: Breaks): Promise<{ result: PrintResult; begun: boolean }> {
  const { link, taken } = lineTo(breaks);
  const result = await printOverLink(link, { bytes: job, confirms: 'gs-paren-h', processId, limits });
  return { result, begun: taken() > asked };
}
const places = (count: number): number[] => Array.from({ length: count }, (_, place) => place);

test('a line that holds prints', async () => {
  expect((await printThrough({})).result).toEqual({ outcome: 'printed' });
});

test('unplugged after every byte that goes to the printer: not printed before the job, unknown within it', async () => {
  for (const afterSent of places(sent)) {
    const { result } = await printThrough({ afterSent });
    // Lost right after its last answer: the job was handed to a line that may have taken it.
    const outcome = afterSent < asked ? 'not-printed' : 'unknown';
    expect([afterSent, result]).toEqual([afterSent, { outcome, trouble: 'link-lost' }]);
  }
});

test('unplugged after every byte that the printer says: printed only when it said all of it', async () => {
  for (const afterAnswered of places(answered)) {
    const { result } = await printThrough({ afterAnswered });
    const outcome = afterAnswered < 4 ? 'not-printed' : 'unknown';
    expect([afterAnswered, result]).toEqual([afterAnswered, { outcome, trouble: 'link-lost' }]);
  }
  expect((await printThrough({ afterAnswered: answered })).result).toEqual({ outcome: 'printed' });
});

const breakages: Record<string, (byte: number) => number[]> = {
  lost: () => [],
  doubled: (byte) => [byte, byte],
  wrong: (byte) => [byte ^ 0x41],
  'in noise': (byte) => [0xff, 0x80, byte, 0x9f],
};
test.each(Object.keys(breakages))(
  'every byte that the printer says %s: nothing is said to be printed or not that may be otherwise',
  async (how) => {
    const into = breakages[how] ?? ((byte) => [byte]);
    // The number of the job has to come whole: 0x37 0x22, its four letters, and the end.
    const possible = how === 'doubled' ? ['unknown', 'printed'] : ['unknown'];
    const lies: unknown[] = [];
    for (const at of places(answered)) {
      const { result, begun } = await printThrough({ at, into });
      const isTrue = at < 4 ? result.outcome !== 'not-printed' || !begun : possible.includes(result.outcome);
      if (!isTrue) lies.push([at, result, begun]);
    }
    expect(lies).toEqual([]);
  },
);
