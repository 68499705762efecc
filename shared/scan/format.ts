import type { Scan } from './scan.ts';

/**
 * One kind of code that may be scanned. To add one: `formats/<name>.format.ts` and a line in formats.ts.
 * `recognise` gets one reading, trimmed, and answers undefined when the text is not of its kind at all, so that the next
 * format may look. It must be fast, pure and never throw.
 */
export interface CodeFormat {
  name: string;
  recognise(text: string): Scan | undefined;
}
