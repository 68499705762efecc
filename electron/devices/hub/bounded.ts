/** Work that is never under way more than so many times at once. */
export interface Bounded<Item, Answer> {
  /** The promise of what becomes of it, or undefined when too much is under way: then it was not taken. */
  put(item: Item): Promise<Answer> | undefined;
}

/**
 * Bounds what somebody works off who keeps the order himself. Each item reaches him at once, for in a queue of its own it would be overtaken
 * by what does not come through here, such as a sale that is confirmed after a scan.
 */
export function createBounded<Item, Answer>(
  capacity: number,
  work: (item: Item) => Promise<Answer>,
): Bounded<Item, Answer> {
  let underWay = 0;
  return {
    put(item) {
      if (underWay >= capacity) return undefined;
      underWay += 1;
      // Work that throws before it waits has failed like any other.
      const answer = async (): Promise<Answer> => work(item);
      return answer().finally(() => (underWay -= 1));
    },
  };
}
