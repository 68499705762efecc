/** Scans on their way, one after the other, and never more than so many. */
export interface ScanQueue<Scan, Answer> {
  /** The promise of what becomes of it, or undefined when too many wait: then it was not taken. */
  put(scan: Scan): Promise<Answer> | undefined;
  waiting(): number;
}

/** A queue in front of whoever works scans off. One that fails fails alone. */
export function createScanQueue<Scan, Answer>(
  capacity: number,
  work: (scan: Scan) => Promise<Answer>,
): ScanQueue<Scan, Answer> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    put(scan) {
      if (waiting >= capacity) return undefined;
      waiting += 1;
      const answer = last.then(() => work(scan)).finally(() => (waiting -= 1));
      last = answer.catch(() => undefined);
      return answer;
    },
    waiting: () => waiting,
  };
}
