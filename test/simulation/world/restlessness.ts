import { pendingEvents } from '#electron/sync/marks.ts';
import type { CentreState } from '../centre/centre-state.ts';
import type { TillBox } from '../tills/till-box.ts';

/** Why a machine is not at rest: dark, or the centre has not all of its log. */
export function restlessness(box: TillBox, { logs }: CentreState): string[] {
  const { store } = box.life() ?? {};
  if (!store) return [`${box.name} is dark`];
  const pending = pendingEvents(store);
  if (pending > 0) return [`${box.name} has ${pending} events to send`];
  const head = store.head();
  const stored = logs.get(store.writer);
  return stored?.hash === head.hash
    ? []
    : [`${box.name} ends at ${head.seq}, the centre has ${stored?.seq ?? 0} of its log`];
}
