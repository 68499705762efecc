import type { CommandAnswer } from '#shared/api/checkout.api.ts';
import type { ActionNews } from '#shared/api/devices.api.ts';
import type { RawScan } from '#shared/scan/raw-scan.ts';
import { recognise } from '#shared/scan/recognise.ts';
import type { ActionSheet } from './action-sheet.ts';

/** How many actions may wait for a screen. A screen takes one as soon as it hears of it. */
const waitingAtMost = 100;

/** The sheet of actions at this till: screens are told what was scanned, and one of them does it. */
export interface ScannedActions {
  /** What is no action of the sheet in use goes on to the counter, which says so. */
  scanned(scan: RawScan): Promise<CommandAnswer>;
  /** Whether whoever asks is to do it: said once for each. */
  take(actionId: string): boolean;
}

/** Actions of a till whose screens hear of them through `tell`. What no screen takes is never done later. */
export function createScannedActions(
  newId: () => string,
  actionOf: ActionSheet['actionOf'],
  tell: (name: 'devices.action-scanned', news: ActionNews) => void,
  counter: (scan: RawScan) => Promise<CommandAnswer>,
): ScannedActions {
  const waiting = new Set<string>();
  return {
    async scanned(scan) {
      const meaning = recognise(scan);
      const action = meaning.kind === 'action' ? actionOf(meaning.code) : undefined;
      if (!action) return counter(scan);
      const actionId = newId();
      waiting.add(actionId);
      for (const oldest of waiting) {
        if (waiting.size <= waitingAtMost) break;
        waiting.delete(oldest);
      }
      tell('devices.action-scanned', { actionId, action });
      return { ok: true, outcome: null };
    },
    take: (actionId) => waiting.delete(actionId),
  };
}
