import { byteIn } from '#electron/devices/dots/code-pages.ts';
import type { PrinterModel } from './printer-model.ts';

type Page = PrinterModel['codePages'][number];

/** A line as bytes, with `ESC t` wherever the page changes. */
export interface EncodedLine {
  bytes: Uint8Array;
  /** The page that is chosen afterwards. */
  page: Page | undefined;
}

/**
 * Encodes one line for the pages of a model, staying on a page as long as it has the letters. Undefined when a
 * character is on none of them. `page` is the one chosen so far, or undefined when nobody knows.
 */
export function encodeLine(
  line: string,
  model: PrinterModel,
  page: Page | undefined,
): EncodedLine | undefined {
  const bytes: number[] = [];
  let current = page;
  for (const character of line) {
    let byte = current && byteIn(current.name, character);
    if (byte === undefined) {
      current = model.codePages.find(({ name }) => byteIn(name, character) !== undefined);
      byte = current && byteIn(current.name, character);
      if (!current || byte === undefined) return undefined;
      bytes.push(0x1b, 0x74, current.escT);
    }
    bytes.push(byte);
  }
  return { bytes: Uint8Array.from(bytes), page: current };
}
