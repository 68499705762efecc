import { hash } from 'node:crypto';
import { seeded, type Chance } from '#test/support/seeded.ts';

/**
 * A stream of chance of its own for everything that has a name, so that a fault which is dropped from a schedule changes the
 * luck of nobody else.
 */
export const chanceOf = (seed: number, ...name: (string | number)[]): Chance =>
  seeded(Number.parseInt(hash('sha256', [seed, ...name].join('/'), 'hex').slice(0, 8), 16));

/** True in so many cases of a hundred. */
export const happens = (chance: Chance, percent: number): boolean =>
  percent > 0 && chance.int(1, 100) <= percent;
