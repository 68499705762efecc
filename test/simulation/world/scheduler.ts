/** Virtual time: nothing happens but what was put here, in the order of its moment, then of when it was put here. */
export interface Scheduler {
  /** Milliseconds since 1970 by the true clock of this world, which nobody in it can read. */
  now(): number;
  after(ms: number, run: () => void): void;
  at(atMs: number, run: () => void): void;
  /** Lets everything happen up to a moment. After each event all that can follow of it by itself has followed. */
  runUntil(untilMs: number, step: () => void): Promise<void>;
  /** How many events happened so far. */
  steps(): number;
}

interface Due {
  atMs: number;
  number: number;
  run: () => void;
}

/** A world's clock, standing at `startMs`. */
export function createScheduler(startMs: number): Scheduler {
  const heap: Due[] = [];
  let now = startMs;
  let number = 0;
  let steps = 0;
  const at = (atMs: number, run: () => void): void => {
    number += 1;
    push(heap, { atMs: Math.max(atMs, now), number, run });
  };
  return {
    now: () => now,
    at,
    after: (ms, run) => at(now + ms, run),
    async runUntil(untilMs, step) {
      for (let due = heap[0]; due && due.atMs <= untilMs; due = heap[0]) {
        pop(heap);
        now = due.atMs;
        steps += 1;
        due.run();
        await followed();
        step();
      }
      now = Math.max(now, untilMs);
    },
    steps: () => steps,
  };
}

/** Whatever hangs on promises that are settled by now has run. Nothing in a simulated world waits for anything real. */
const followed = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

const before = (one: Due, other: Due): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.number < other.number);

function push(heap: Due[], due: Due): void {
  let place = heap.push(due) - 1;
  while (place > 0) {
    const above = (place - 1) >> 1;
    const parent = heap[above] as Due;
    if (!before(due, parent)) break;
    heap[place] = parent;
    place = above;
  }
  heap[place] = due;
}

function pop(heap: Due[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let place = 0;
  for (;;) {
    let child = 2 * place + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Due, heap[child] as Due)) child += 1;
    if (!before(heap[child] as Due, last)) break;
    heap[place] = heap[child] as Due;
    place = child;
  }
  heap[place] = last;
}
