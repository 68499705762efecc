import type { Machine } from '#shared/base/machine.ts';
import type { Conflict } from '#shared/sync/owner.ts';

/** What a conflict is called on a command line: eight letters instead of an id with spaces in it. */
export const handleOf = (
  { kind, id }: Pick<Conflict, 'kind' | 'id'>,
  machine: Pick<Machine, 'sha256'>,
): string => machine.sha256(`${kind} ${id}`).slice(0, 8);
