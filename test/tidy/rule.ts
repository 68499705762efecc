import type { House } from './house.ts';

/**
 * One paragraph of the style guide that a machine can read. To add one: `rules/<name>.rule.ts` and a line in rules.ts. It looks
 * at paths and texts only, so that every rule can be shown offenders that were never on disk.
 */
export interface Rule {
  /** What holds for the whole house, as a sentence. */
  promise: string;
  /** What breaks it, one line a finding: where, and what to do about it. */
  findings(house: House): string[];
  /** At least one way to break it. The tests plant each and demand a finding that names `caught`. */
  offenders: readonly Offender[];
}

export interface Offender {
  /** Files to add to the house, or to put in place of those that are there. */
  plant(house: House): Record<string, string>;
  caught: string;
}

/** Offenders that are simply these files. */
export const planting = (files: Record<string, string>, caught: string): Offender => ({
  plant: () => files,
  caught,
});

/** An offender made by changing a file that is there. */
export const changing = (file: string, change: (text: string) => string, caught: string): Offender => ({
  plant: (house) => ({ [file]: change(house.text(file)) }),
  caught,
});
