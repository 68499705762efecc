import type { Clock } from '#electron/platform/clock.ts';
import type { ScannerEars } from '../../scanner.ts';
import { codeText, longestCode } from '../../code-text.ts';

/** How codes end: with CR, LF, CRLF, Tab or ETX, or only by the scanner falling silent. */
export type CodeEnds = 'suffix' | 'silence';

/** Between two bytes of one code a scanner pauses far less; a busy computer may hand them over this late. */
const silenceMs = 80;
/** After so long the rest of a code never comes. */
const forgetMs = 1_000;
const suffixes = new Set([0x0d, 0x0a, 0x09, 0x03]);
const startOfText = 0x02;

/** Cuts the bytes of one connection into codes. One for each connection: half a code must not wait for the next. */
export function frameCodes(
  ends: CodeEnds,
  clock: Pick<Clock, 'after'>,
  ears: Pick<ScannerEars, 'onScan' | 'onTrouble'>,
): { take(bytes: Uint8Array): void; stop(): void } {
  let pending: number[] = [];
  let tooLong = false;
  let cancel = (): void => {};

  const finish = (): void => {
    cancel();
    const [bytes, long] = [pending, tooLong];
    [pending, tooLong] = [[], false];
    if (bytes.length === 0) return;
    const text = long ? undefined : codeText(Uint8Array.from(bytes));
    if (text === undefined) ears.onTrouble('garbled');
    else ears.onScan(text);
  };
  const forget = (): void => {
    [pending, tooLong] = [[], false];
    ears.onTrouble('incomplete');
  };

  return {
    take(bytes) {
      for (const byte of bytes) {
        if (suffixes.has(byte)) finish();
        else if (byte === startOfText) pending = [];
        else if (pending.length < longestCode) pending.push(byte);
        else tooLong = true;
      }
      cancel();
      if (pending.length > 0)
        cancel = ends === 'silence' ? clock.after(silenceMs, finish) : clock.after(forgetMs, forget);
    },
    stop: () => cancel(),
  };
}
