/** Below so many members in comparison, fifths mean nothing. */
export const fewestCompared = 20;

/** The smallest value of each fifth but the lowest, from the second up. */
export type Cuts = readonly [number, number, number, number];

/** What members are compared by: how recent (days since 1970), how often, how much. Null while there are too few of them. */
export interface FifthCuts {
  recency: Cuts;
  frequency: Cuts;
  monetary: Cuts;
}

/** In which fifth each of the three lies, 1 to 5. */
export interface Scores {
  recency: number;
  frequency: number;
  monetary: number;
}

/** Whole numbers as they come, block by block, each block sorted at once: so nobody ever waits for a large sort. */
export class Values {
  readonly #blocks: Float64Array[] = [];
  #count = 0;

  add(block: readonly number[]): void {
    this.#blocks.push(Float64Array.from(block).sort());
    this.#count += block.length;
  }

  get count(): number {
    return this.#count;
  }

  /** How many values are smaller. */
  below(value: number): number {
    return this.#blocks.reduce((sum, block) => sum + placeOf(value, block), 0);
  }

  /**
   * Where the fifths begin. A value lies in fifth `1 + floor(5 * below / count)`: equal values share the lowest fifth that any of them
   * would have had alone, so nobody is ranked above somebody who did exactly the same.
   */
  cuts(): Cuts {
    const cut = (fifth: number): number => this.#smallestWith(Math.ceil((this.#count * (fifth - 1)) / 5));
    return [cut(2), cut(3), cut(4), cut(5)];
  }

  /** The smallest whole number with at least so many values below it. */
  #smallestWith(below: number): number {
    const ends = this.#blocks.flatMap((block) => [block[0] ?? 0, block.at(-1) ?? 0]);
    let [low, high] = [Math.min(...ends), Math.max(...ends) + 1];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.below(middle) >= below) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** 1 to 5: in which fifth a value lies. */
export const scoreOf = (value: number, cuts: Cuts): number => 1 + cuts.filter((cut) => value >= cut).length;

/** How many values of a sorted block are smaller. */
function placeOf(value: number, block: Float64Array): number {
  let [low, high] = [0, block.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((block[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
