import { z } from 'zod';
import { BackOfficeAnswer } from './back-office.api.ts';
import { call } from './channel.ts';

/** A program as the shop has set it up; `setup` is JSON in its kind's own schema. */
export const ProgramView = z.object({
  programId: z.string().max(40),
  type: z.string().max(40),
  /** The one that was seen; 0 for a program that is new. */
  revision: z.int().nonnegative(),
  setup: z.string().max(20_000),
  ended: z.boolean(),
});
export type ProgramView = z.infer<typeof ProgramView>;

/** Something odd about programs taken together: the code names the sentence. */
export const OddView = z
  .object({ code: z.string(), programId: z.string() })
  .catchall(z.union([z.string(), z.number()]));
export type OddView = z.infer<typeof OddView>;

export const ProgramsView = z.object({ programs: z.array(ProgramView), odd: z.array(OddView) });
export type ProgramsView = z.infer<typeof ProgramsView>;

/** What managers do with programs. Saving asks for the revision that was seen, so nobody's change is lost unseen. */
export const programsApi = {
  'programs.list': call(z.object({}), ProgramsView),
  'programs.save': call(ProgramView, BackOfficeAnswer),
  /** Sets up every program of a template whose name is free; the others are left as they are. */
  'programs.use-template': call(z.object({ template: z.string().max(40) }), BackOfficeAnswer),
} as const;
