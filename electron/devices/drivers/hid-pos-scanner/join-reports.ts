import type { Clock } from '#electron/platform/clock.ts';
import { codeText, longestCode } from '../../code-text.ts';
import type { ScannerEars } from '../../scanner.ts';
import { usualLayout, type ReportLayout } from './report-layout.ts';

/** After so long the next report of a code never comes. */
const forgetMs = 1_000;
const closingBracket = 0x5d;
/** What some scanners answer to commands as if it were a code. */
const commandAnswer = ']Z6';

/** Joins the reports of one connection to codes. `layout` as the device describes it; without one it is found by the `]` of the AIM identifier. */
export function joinReports(
  layout: ReportLayout | undefined,
  clock: Pick<Clock, 'after'>,
  ears: Pick<ScannerEars, 'onScan' | 'onTrouble'>,
): { take(bytes: Uint8Array): void; stop(): void } {
  let aim = '';
  let data: number[] = [];
  let under = false;
  let cancel = (): void => {};

  const drop = (): void => {
    cancel();
    [aim, data, under] = ['', [], false];
  };
  const forget = (): void => {
    drop();
    ears.onTrouble('incomplete');
  };
  const finish = (): void => {
    const [identifier, bytes] = [aim, data];
    drop();
    if (identifier === commandAnswer) return;
    while (bytes.at(-1) === 0x0d || bytes.at(-1) === 0x0a) bytes.pop();
    const text = bytes.length > longestCode ? undefined : codeText(Uint8Array.from(bytes));
    if (text === undefined) ears.onTrouble('garbled');
    else ears.onScan(identifier + text);
  };
  const report = (bytes: Uint8Array): void => {
    const at = layout ?? guessLayout(bytes);
    if (at.reportId !== 0 && bytes[0] !== at.reportId) return;
    if (bytes.length < at.data.start) return ears.onTrouble('garbled');
    const part = partOf(bytes, at);
    // A report of another kind of code: what should have come after the last one never came.
    if (under && part.aim !== '' && part.aim !== aim) forget();
    if (!under) [aim, under] = [part.aim, true];
    if (data.length <= longestCode) data.push(...part.data);
    cancel();
    if (part.more) cancel = clock.after(forgetMs, forget);
    else finish();
  };

  return {
    take(bytes) {
      const length = (layout ?? usualLayout).length;
      if (bytes.length <= length || bytes.length % length !== 0) return report(bytes);
      // Some systems hand over several reports at once.
      for (let start = 0; start < bytes.length; start += length)
        report(bytes.subarray(start, start + length));
    },
    stop: () => drop(),
  };
}

/** Some devices put everything after the count one byte later than others. */
function guessLayout(bytes: Uint8Array): ReportLayout {
  if (bytes[usualLayout.aim] === closingBracket || bytes[usualLayout.aim + 1] !== closingBracket)
    return usualLayout;
  const { start, length } = usualLayout.data;
  return { ...usualLayout, aim: usualLayout.aim + 1, data: { start: start + 1, length } };
}

function partOf(bytes: Uint8Array, { aim, data, count, more }: ReportLayout) {
  const room = bytes.subarray(data.start, data.start + data.length);
  const said = count === undefined ? 0 : (bytes[count] ?? 0);
  const used = said > 0 && said <= room.length ? room.subarray(0, said) : withoutPadding(room);
  return {
    aim: bytes[aim] === closingBracket ? String.fromCharCode(...bytes.subarray(aim, aim + 3)) : '',
    data: used,
    more: more !== undefined && ((bytes[more.byte] ?? 0) & more.mask) !== 0,
  };
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}
