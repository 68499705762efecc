import { useSyncExternalStore } from 'react';

/** A value that changes by itself and tells who listens. */
export interface Live<T> {
  get(): T;
  /** Calls `listener` after each change until the returned function is called. */
  subscribe(listener: () => void): () => void;
}

/** A live value and the right to change it. */
export interface LiveCell<T> extends Live<T> {
  set(value: T): void;
}

/** A live value that starts as `value`. Setting the same value again tells nobody. */
export function liveCell<T>(value: T): LiveCell<T> {
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** Resolves with the first value, now or later, that `fits`. */
export function settled<T>(live: Live<T>, fits: (value: T) => boolean): Promise<T> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      if (!fits(live.get())) return false;
      resolve(live.get());
      return true;
    };
    if (look()) return;
    const stop = live.subscribe(() => {
      if (look()) stop();
    });
  });
}

/** A part of a live value; whoever uses it is drawn again only when that part is another. `pick` answers with what was there, or a plain value. */
export const usePart = <T, P>(live: Live<T>, pick: (value: T) => P): P =>
  useSyncExternalStore(live.subscribe, () => pick(live.get()));

/** The value of a live cell, now and after each change. */
export const useLive = <T>(live: Live<T>): T => useSyncExternalStore(live.subscribe, live.get);
