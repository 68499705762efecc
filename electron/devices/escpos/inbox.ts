/** A queue that one reader waits at: what was put in comes out in order, however early or late. */
export interface Inbox<T> {
  put(item: T): void;
  next(): Promise<T>;
}

export function createInbox<T>(): Inbox<T> {
  const items: T[] = [];
  let waiting: ((item: T) => void) | undefined;
  return {
    put(item) {
      const reader = waiting;
      waiting = undefined;
      if (reader) reader(item);
      else items.push(item);
    },
    next: () =>
      new Promise((resolve) => {
        const [first] = items.splice(0, 1);
        if (first === undefined) waiting = resolve;
        else resolve(first);
      }),
  };
}
