import { expect, test } from 'vitest';
import { followTurn } from './follow-turn.ts';

/** The locks that the windows of one browser share: one lock, as the standard has it. */
function sharedLocks() {
  interface Asker {
    grant(): void;
    lose(): void;
  }
  let holder: Asker | undefined;
  const line: Asker[] = [];
  const request = (_name: string, how: LockOptions, hold: () => Promise<unknown>): Promise<unknown> =>
    new Promise((_resolve, reject) => {
      const asker = {
        grant: () => void ((holder = asker), hold()),
        lose: () => reject(new Error('AbortError')),
      };
      how.signal?.addEventListener('abort', () => {
        const at = line.indexOf(asker);
        if (at < 0) return;
        line.splice(at, 1);
        asker.lose();
      });
      if (how.steal) {
        holder?.lose();
        asker.grant();
      } else if (holder) line.push(asker);
      else asker.grant();
    });
  return {
    locks: { request } as unknown as LockManager,
    waiting: () => line.length,
    /** The window that has it is closed. */
    close() {
      holder = undefined;
      line.shift()?.grant();
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function windowOf(hasFocus: boolean) {
  const listeners: (() => void)[] = [];
  return {
    target: {
      document: { hasFocus: () => hasFocus },
      addEventListener: (_type: string, listener: () => void) => listeners.push(listener),
    } as unknown as Window,
    focus: () => listeners.forEach((listener) => listener()),
  };
}

test('of several windows the one that was last in front acts, and another when it is closed', async () => {
  const { locks, close, waiting } = sharedLocks();
  const [first, second] = [windowOf(true), windowOf(false)];
  const isFirst = followTurn(first.target, locks);
  const isSecond = followTurn(second.target, locks);
  await settle();
  const turns = () => [isFirst(), isSecond()];
  expect(turns()).toEqual([true, false]);
  for (let round = 0; round < 3; round += 1) {
    second.focus();
    await settle();
    expect(turns()).toEqual([false, true]);
    first.focus();
    await settle();
    expect(turns()).toEqual([true, false]);
  }
  expect(waiting()).toBe(1);
  close();
  expect(isSecond()).toBe(true);
});

test('a browser that gives out no locks is asked once, and nobody acts', async () => {
  let asked = 0;
  const locks = { request: () => Promise.reject(new Error(`SecurityError ${(asked += 1)}`)) };
  const isOurs = followTurn(windowOf(true).target, locks as unknown as LockManager);
  await settle();
  expect([isOurs(), asked]).toEqual([false, 1]);
});
