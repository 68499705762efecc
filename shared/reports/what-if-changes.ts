import { z } from 'zod';
import { fromJson } from '../base/json-text.ts';
import { ok, refuse, type Result } from '../base/result.ts';
import { programs, type ConfiguredProgram } from '../programs/programs.ts';

const Change = z.object({ programId: z.string(), type: z.string(), setup: z.record(z.string(), z.json()) });

/**
 * Reads a list of `{programId, type, setup}`, as it stands in a file. A refusal is a sentence that names the entry, counted from 1, and
 * the field to mend. `known` is what the till has, by id: a program stays of its kind.
 */
export function readChanges(
  text: string,
  known: readonly { programId: string; type: string }[],
): Result<ConfiguredProgram[], string> {
  const list = fromJson(text);
  if (list === undefined) return refuse('The file is not JSON.');
  if (!Array.isArray(list) || list.length === 0)
    return refuse('The file has to be a list with at least one {"programId", "type", "setup"}.');
  const read: ConfiguredProgram[] = [];
  for (const [at, one] of (list as unknown[]).entries()) {
    const where = `Entry ${at + 1}`;
    const change = Change.safeParse(one);
    if (!change.success) return refuse(`${where}, ${issueOf(change.error)}`);
    const { programId, type, setup } = change.data;
    if (!/^[a-z0-9-]{1,40}$/.test(programId))
      return refuse(`${where}, field "programId": small letters, digits and hyphens, at most 40.`);
    if (read.some((other) => other.programId === programId))
      return refuse(`${where}, field "programId": "${programId}" stands in the file twice.`);
    const program = programs.find((candidate) => candidate.type === type);
    const kinds = programs.map((candidate) => candidate.type).join(', ');
    if (!program) return refuse(`${where}, field "type": there is no kind "${type}". Known: ${kinds}.`);
    const own = known.find((other) => other.programId === programId);
    if (own && own.type !== type)
      return refuse(`${where}, field "type": "${programId}" is of the kind "${own.type}" at this till.`);
    const parsed = program.setup.safeParse(setup);
    if (!parsed.success) return refuse(`${where} (${programId}), ${issueOf(parsed.error, 'setup.')}`);
    read.push({ programId, revision: 1, program, setup: parsed.data });
  }
  return ok(read);
}

function issueOf({ issues }: z.ZodError, before = ''): string {
  const [issue] = issues;
  const field = `${before}${issue?.path.join('.') ?? ''}`.replace(/\.$/, '');
  return field === '' ? `${issue?.message}.` : `field "${field}": ${issue?.message}.`;
}
