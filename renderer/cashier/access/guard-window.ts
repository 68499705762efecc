import { isLocked, type Till } from '../../client/till.ts';

/** How seldom the till hears that somebody is still there. */
const stayMs = 15_000;

/**
 * Watches a window for its till: F12 locks, whatever is touched says that somebody is there, and while it is locked no key means
 * the counter. Returns how to stop.
 */
export function guardWindow(target: Window, till: Pick<Till, 'access' | 'call'>): () => void {
  let toldMs = -stayMs;
  const signedIn = (): boolean => Boolean(till.access.get()?.who);
  const onTouch = (event: Event): void => {
    if (!signedIn() || event.timeStamp - toldMs < stayMs) return;
    toldMs = event.timeStamp;
    // Away: there is nothing to lock either.
    till.call('access.stay', {}).catch(() => {});
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    onTouch(event);
    if (event.key !== 'F12' || event.repeat || !signedIn()) return;
    event.preventDefault();
    lockTill(till);
  };
  target.addEventListener('keydown', onKeyDown, { capture: true });
  target.addEventListener('pointerdown', onTouch, { capture: true });
  return () => {
    target.removeEventListener('keydown', onKeyDown, { capture: true });
    target.removeEventListener('pointerdown', onTouch, { capture: true });
  };
}

/** Locks the till where somebody is in. */
export function lockTill(till: Pick<Till, 'access' | 'call'>): void {
  if (till.access.get()?.who) till.call('access.lock', {}).catch(() => {});
}

/** Whether keys mean the counter now. */
export const keysMeanTheCounter = ({ access }: Pick<Till, 'access'>): boolean => !isLocked(access.get());
