import type { Machine } from '#shared/base/machine.ts';
import { Trouble } from '#shared/base/trouble.ts';
import type { TillState } from '#shared/ledger/till-state.ts';
import type { Db } from './open-database.ts';

/** Who writes in this file, and how it stands to the centre. What is kept is part of the caller's transaction. */
export interface Standing {
  readonly writer: string;
  epoch(): number;
  state(): TillState;
  /** The centre's generation, as it was told last; 0 before the first time. */
  generation(): number;
  keep(change: Partial<{ epoch: number; state: TillState; generation: number }>): void;
  /** To be called when a transaction was rolled back: what was remembered may not have happened. */
  forget(): void;
}

interface Row {
  writer: string;
  epoch: number;
  state: TillState;
  generation: number;
}

/** Chosen once, when the file is made, is the writer: short, since every balance carries it. */
export function createStanding(db: Db, readOnly: boolean, machine: Pick<Machine, 'randomBytes'>): Standing {
  const read = db.prepare<[], Row>('SELECT writer, epoch, state, generation FROM till');
  const write = db.prepare<Row>('UPDATE till SET epoch = @epoch, state = @state, generation = @generation');
  if (!read.get()) make(db, readOnly, machine);
  let known: Row | undefined;
  const row = (): Row => {
    const now = known ?? read.get();
    if (!now) throw new Trouble('DATABASE_DAMAGED', 'The database does not say whose it is.');
    known = now;
    return now;
  };
  return {
    writer: row().writer,
    epoch: () => row().epoch,
    state: () => row().state,
    generation: () => row().generation,
    keep(change) {
      const next = { ...row(), ...change };
      write.run(next);
      known = next;
    },
    forget() {
      known = undefined;
    },
  };
}

function make(db: Db, readOnly: boolean, machine: Pick<Machine, 'randomBytes'>): void {
  if (readOnly)
    throw new Trouble('DATABASE_READ_ONLY', 'The database of this till is empty and may not be written.');
  const name = Buffer.from(machine.randomBytes(8)).toString('hex');
  db.prepare('INSERT INTO till (only_row, writer, epoch) VALUES (1, ?, 1)').run(`till-${name}`);
}
