import { z } from 'zod';
import type { RawScan } from '../raw-scan.ts';
import { readAs, typedBy, usTextOf } from './keyboard.ts';
import { layoutNames, type Layout } from './layouts.ts';

/** How a keyboard scanner was found to be set up: the layout it types in, and what it puts around each code. */
export const Calibration = z.object({
  layout: z.enum(layoutNames),
  prefix: z.string().max(40),
  suffix: z.string().max(40),
});
export type Calibration = z.infer<typeof Calibration>;

/**
 * The calibration code, as Code 128 or QR. It holds what the layouts keep on different keys, and no more, so that a screen has room for its
 * bars: `"` and - and 0 tell US, UK, IT and HU apart, y shows German, a French. Every layout types all of it without a dead key.
 */
export const calibrationText = 'R"y0-aT';

/** What the calibration code reads on a US keyboard when a scanner set to this layout types it. */
function seenFrom(layout: Layout): string {
  return (typedBy(layout, calibrationText) ?? []).map((stroke) => usTextOf(stroke) ?? '').join('');
}

/** How the scanner is set up that typed this, when it holds the calibration code; undefined when it does not. */
export function calibrate(usText: string): Calibration | undefined {
  for (const layout of layoutNames) {
    const seen = seenFrom(layout);
    const at = usText.indexOf(seen);
    if (at < 0) continue;
    const prefix = readAs(layout, usText.slice(0, at));
    const suffix = readAs(layout, usText.slice(at + seen.length));
    if (prefix === undefined || suffix === undefined || prefix.length > 40 || suffix.length > 40) continue;
    // An AIM identifier says what kind of code it was; it differs from code to code and is read as such.
    return { layout, prefix: /^\][A-Za-z]\d$/.test(prefix) ? '' : prefix, suffix };
  }
  return undefined;
}

/** A scan of a calibrated keyboard scanner: its `usText` is what the scanner meant, and nothing stands around the code. */
export function calibrated(scan: RawScan, { layout, prefix, suffix }: Calibration): RawScan {
  const bare = (text: string): string => {
    const start = prefix !== '' && text.startsWith(prefix) ? prefix.length : 0;
    const rest = text.slice(start);
    return suffix !== '' && rest.endsWith(suffix) ? rest.slice(0, -suffix.length) : rest;
  };
  const meant = scan.usText === undefined ? undefined : readAs(layout, scan.usText);
  const { usText: _typed, ...other } = scan;
  const text = bare(scan.text);
  return {
    ...other,
    // A scanner that sends only what stands around a code said nothing; the text stays as it is then.
    text: text === '' ? scan.text : text,
    ...(meant === undefined ? {} : { usText: bare(meant) }),
  };
}
