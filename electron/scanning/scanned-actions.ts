import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import type { ActionNews } from '#shared/api/devices.api.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { recognise } from '#shared/scan/recognise.ts';

/** How many actions may wait for a screen. A screen takes one as soon as it hears of it. */
const waitingAtMost = 100;

/** The sheet of actions at this till: screens are told what was scanned, and one of them does it. */
export interface ScannedActions {
  /** What is no action goes on to the counter. */
  scanned(scan: RawScan): Promise<CommandAnswer>;
  /** Whether whoever asks is to do it: said once for each. */
  take(actionId: string): boolean;
}

/** Actions of a till whose screens hear of them through `tell`. What no screen takes is never done later. */
export function createScannedActions(
  newId: () => string,
  tell: (name: 'devices.action-scanned', news: ActionNews) => void,
  counter: (scan: RawScan) => Promise<CommandAnswer>,
): ScannedActions {
  const waiting = new Set<string>();
  return {
    async scanned(scan) {
      const meaning = recognise(scan);
      if (meaning.kind !== 'action') return counter(scan);
      const actionId = newId();
      waiting.add(actionId);
      for (const oldest of waiting) {
        if (waiting.size <= waitingAtMost) break;
        waiting.delete(oldest);
      }
      tell('devices.action-scanned', { actionId, action: meaning.action });
      return { ok: true, outcome: null };
    },
    take: (actionId) => waiting.delete(actionId),
  };
}
