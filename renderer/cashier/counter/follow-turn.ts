/**
 * Whether this window is the one to act on what reaches every window of a till: the one that was last in front, and when that is closed
 * another. Returns how to ask.
 */
export function followTurn(
  target: Pick<Window, 'addEventListener' | 'document'>,
  locks: Pick<LockManager, 'request'>,
): () => boolean {
  let isOurs = false;
  let waiting = new AbortController();
  const request = (how: LockOptions): void => {
    let wasOurs = false;
    const hold = (): Promise<void> => {
      isOurs = wasOurs = true;
      return new Promise(() => {});
    };
    locks.request('scanned-actions', how, hold).catch(() => {
      // Another window came to the front: ours waits until that one is closed, or it is in front again.
      if (wasOurs) wait();
    });
  };
  const wait = (): void => {
    isOurs = false;
    waiting = new AbortController();
    request({ signal: waiting.signal });
  };
  const take = (): void => {
    waiting.abort();
    request({ steal: true });
  };
  if (target.document.hasFocus()) take();
  else wait();
  target.addEventListener('focus', () => isOurs || take());
  return () => isOurs;
}
