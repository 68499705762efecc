import type { Focus } from '../schedule/feature.ts';

/** One edit of the source: `find` stands in `file` exactly once, or the mutant is no longer what it says. */
export interface Edit {
  file: string;
  find: string;
  replace: string;
}

/** The code broken in one way that matters. The worlds must notice within so many seeds. */
export interface Mutant {
  name: string;
  /** What somebody would have to forget to write this. */
  mistake: string;
  edits: readonly Edit[];
  /** Kinds of faults that happen for sure, and things that the shops have, in the worlds it is shown to. */
  focus: readonly Focus[];
  /** Most seeds until it is caught. */
  within: number;
}
