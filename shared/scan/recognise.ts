import { formats } from './formats.ts';
import type { RawScan } from './raw-scan.ts';
import type { Scan } from './scan.ts';

/**
 * What a scan means. Tries the text as it came, then as the same keys would read on a US keyboard, then what came beside it; a whole
 * reading beats a damaged one. AIM identifiers (`]E0`, `]Q1`) that some scanners put in front are taken off first.
 */
export function recognise(raw: RawScan): Scan {
  let damaged: Scan | undefined;
  const readings: string[] = [];
  for (const reading of [raw.text, raw.usText, ...(raw.also ?? [])]) {
    const text = reading?.trim().replace(/^\][A-Za-z]\d/, '');
    if (!text) continue;
    readings.push(text);
    for (const format of formats) {
      const scan = format.recognise(text);
      if (scan && scan.kind !== 'unreadable') return scan;
      damaged ??= scan;
    }
  }
  return damaged ?? { kind: 'unknown', readings };
}
