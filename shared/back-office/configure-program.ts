import { ok, refuse, type Result } from '../base/result.ts';
import type { Fact } from '../ledger/events.ts';
import { programs } from '../programs/programs.ts';
import { wrongIn, type WrongSetUp } from '../programs/wrong-set-up.ts';

/** A program's newest set-up as the ledger has it. */
export interface SetUpProgram {
  programId: string;
  type: string;
  revision: number;
  setup: string;
  ended: boolean;
}

/** What somebody wants of a program; `revision` is the one they saw, 0 for a program that is new. */
export interface WantedProgram extends SetUpProgram {}

/** Why a set-up is not taken. A set-up says which field is wrong, and how. */
export type ProgramRefusal =
  | { code: 'PROGRAM_KIND_UNKNOWN'; type: string }
  | { code: 'PROGRAM_ID_WRONG' }
  | ({ code: 'PROGRAM_SETUP_WRONG' } & WrongSetUp)
  /** Its uses are in the drawers of tills: they cannot be made fewer. */
  | { code: 'LIMIT_LOWERED'; opened: number }
  /** Somebody else changed it meanwhile: look again. */
  | { code: 'PROGRAM_CHANGED'; revision: number };

/** Sets a program up, changes it, or ends it. What it granted before stays as it was, under its revision. */
export function configureProgram(
  wanted: WantedProgram,
  known: readonly SetUpProgram[],
): Result<Fact[], ProgramRefusal> {
  const { programId, type, ended } = wanted;
  const before = known.find((one) => one.programId === programId);
  if ((before?.revision ?? 0) !== wanted.revision || (before && before.type !== type))
    return refuse({ code: 'PROGRAM_CHANGED', revision: before?.revision ?? 0 });
  if (!/^[a-z0-9-]{1,40}$/.test(programId)) return refuse({ code: 'PROGRAM_ID_WRONG' });
  const program = programs.find((one) => one.type === type);
  if (!program) return refuse({ code: 'PROGRAM_KIND_UNKNOWN', type });
  const parsed = program.setup.safeParse(asJson(wanted.setup));
  if (!parsed.success) return refuse({ code: 'PROGRAM_SETUP_WRONG', ...wrongIn(parsed.error) });
  const setup = JSON.stringify(parsed.data);
  if (before?.setup === setup && before.ended === ended) return ok([]);
  const body = { programId, type, revision: wanted.revision + 1, setup, ...(ended ? { ended } : {}) };
  return ok([{ type: 'ProgramConfigured', body }]);
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
