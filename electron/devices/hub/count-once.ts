import type { RawScan } from '#shared/scan/raw-scan.ts';

/** A scanner that is heard twice, as keyboard and as device, is heard within this time; a person needs longer for a second scan. */
const momentMs = 700;

interface Taken<Answer> {
  deviceId: string;
  texts: readonly string[];
  atMs: number;
  /** Who else said the same: each only once, for a second time is a second scan. */
  echoes: Set<string>;
  answer: Promise<Answer>;
}

/**
 * Counts a code once that comes from two sources within a moment, whichever is first: the second gets the first one's answer. What one
 * source says twice was scanned twice.
 */
export function countOnce<Answer>(
  now: () => number,
  take: (scan: RawScan) => Promise<Answer>,
): (scan: RawScan) => Promise<Answer> {
  let latest: Taken<Answer>[] = [];
  return (scan) => {
    const atMs = now();
    // A clock that was set back makes what we remember old, not eternal.
    latest = latest.filter((taken) => Math.abs(atMs - taken.atMs) <= momentMs);
    const texts = readings(scan);
    const { deviceId } = scan;
    const first = latest.find(
      (taken) =>
        taken.deviceId !== deviceId &&
        !taken.echoes.has(deviceId) &&
        taken.texts.some((text) => texts.includes(text)),
    );
    if (first) {
      first.echoes.add(deviceId);
      return first.answer;
    }
    const answer = take(scan);
    latest.push({ deviceId, texts, atMs, echoes: new Set(), answer });
    return answer;
  };
}

/** What a scan may be, without the AIM identifier that only some sources say. */
const readings = ({ text, usText }: RawScan): string[] =>
  [text, usText ?? ''].map((one) => one.trim().replace(/^\][A-Za-z]\d/, '')).filter((one) => one !== '');
