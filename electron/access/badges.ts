import type { Machine } from '#shared/base/machine.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { recognise } from '#shared/scan/recognise.ts';

/** What is kept of a badge, for each way in which the scan may be read. A member's card is the same badge however it is scanned. */
export function badgeHashes(scan: Pick<RawScan, 'text' | 'usText'>, sha256: Machine['sha256']): string[] {
  const meaning = recognise({ deviceId: 'badge', ...scan });
  const codes =
    meaning.kind === 'member-card'
      ? [meaning.code]
      : [scan.text, scan.usText].flatMap((text) => text?.trim() || []);
  return codes.map((code) => sha256(`badge:${code}`));
}
