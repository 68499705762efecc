/** A code that was found in a picture. */
export interface SeenCode {
  text: string;
  /** A code in two dimensions, which checks itself; bars may be misread once. */
  isMatrix: boolean;
}

/**
 * A code is still before the camera until nothing of it was seen for so long, and in so many pictures: a hand shakes, a picture blurs,
 * and a slow computer takes few pictures.
 */
export const goneMs = 1_000;
const gonePictures = 2;
/** What else comes into sight so soon after a code stands on the same paper: a voucher says the same in dots and in bars. */
export const samePaperMs = 1_500;

/** Makes one scan of each showing, however many pictures it is in. */
export interface OncePerShowing {
  /** What a picture shows, and the code to be scanned, if one came. Times only rise. */
  see(codes: readonly SeenCode[], atMs: number): string | undefined;
}

/** Nothing is before the camera. */
export function oncePerShowing(): OncePerShowing {
  const inSight = new Map<string, { seenMs: number; missed: number }>();
  let takenAtMs = Number.NEGATIVE_INFINITY;
  let maybe: string | undefined;
  const noteMissed = (codes: readonly SeenCode[], atMs: number): void => {
    for (const [text, one] of inSight) {
      if (codes.some((code) => code.text === text)) continue;
      one.missed += 1;
      if (one.missed >= gonePictures && atMs - one.seenMs > goneMs) inSight.delete(text);
    }
  };
  return {
    see(codes, atMs) {
      noteMissed(codes, atMs);
      const fresh = codes.filter(({ text }) => !inSight.has(text));
      const isSamePaper = inSight.size > 0 && atMs - takenAtMs <= samePaperMs;
      const [code] = isSamePaper ? [] : [...fresh.filter(({ isMatrix }) => isMatrix), ...fresh];
      const isSure = code !== undefined && (code.isMatrix || code.text === maybe);
      maybe = isSure ? undefined : code?.text;
      // Bars that may be misread are not in sight yet.
      for (const { text } of codes)
        if (isSamePaper || isSure || inSight.has(text)) inSight.set(text, { seenMs: atMs, missed: 0 });
      if (!isSure) return undefined;
      takenAtMs = atMs;
      return code.text;
    },
  };
}
