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

/** A kind of program: `example` is a set-up that fits, `schema` what every one has to fit, both JSON (see SetupSchema). */
export const KindView = z.object({ type: z.string(), example: z.string(), schema: z.string() });
export type KindView = z.infer<typeof KindView>;

/** As much of JSON Schema as set-ups use: enough to make a form of it. */
export interface SetupSchema {
  type?: 'object' | 'array' | 'integer' | 'string' | 'boolean' | 'null';
  properties?: Record<string, SetupSchema>;
  required?: string[];
  items?: SetupSchema;
  anyOf?: SetupSchema[];
  oneOf?: SetupSchema[];
  enum?: string[];
  const?: string;
  default?: unknown;
}

export const ProgramsView = z.object({
  programs: z.array(ProgramView),
  odd: z.array(OddView),
  kinds: z.array(KindView),
  /** The names of the packs that may be set up at once. */
  templates: z.array(z.string()),
  /** The segments that a set-up may ask for, the shop’s own first. */
  segments: z.array(z.string()),
});
export type ProgramsView = z.infer<typeof ProgramsView>;

/** What managers do with programs. Saving asks for the revision that was seen, so nobody's change is lost unseen. */
export const programsApi = {
  'programs.list': call(z.object({}), ProgramsView),
  'programs.save': call(ProgramView, BackOfficeAnswer),
  /** Sets up every program of a template whose name is free, with its texts in this language; the others are left as they are. */
  'programs.use-template': call(
    z.object({ template: z.string().max(40), language: z.enum(['en', 'it', 'hu']) }),
    BackOfficeAnswer,
  ),
} as const;
