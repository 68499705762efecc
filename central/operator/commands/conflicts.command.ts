import type { Conflict } from '#shared/sync/owner.ts';
import { allConflicts } from '#central/store/conflicts-page.ts';
import type { CentreCommand } from '../command.ts';
import { handleOf } from '../handle.ts';
import { inColumns, moneyOf } from '../wording.ts';

/** What waits for the owner's decision, the newest of each kind. */
export const conflicts: CentreCommand = {
  usage: {
    name: 'conflicts',
    summary: 'Lists what waits for a decision, with what it costs if it is lost. "settle" decides.',
    options: [],
  },
  needs: 'this version',
  async run(_, { postgres, machine, say }) {
    const { count, latest } = await allConflicts(postgres);
    if (count === 0) {
      say('Nothing waits for a decision.');
      return 'fine';
    }
    const heads = ['ID', 'KIND', 'TILL', 'OF', 'AMOUNT', 'MONEY'];
    const cells = latest.map((conflict) => [handleOf(conflict, machine), ...cellsOf(conflict)]);
    for (const line of inColumns([heads, ...cells])) say(line);
    if (count > latest.length)
      say(`and ${count - latest.length} more, which come up when these are settled.`);
    return 'faults';
  },
};

const cellsOf = ({ kind, till, holder, unit, amount, moneyMinor, currency }: Conflict): string[] => [
  kind,
  till ?? '-',
  holder ?? '-',
  unit === null ? '-' : `${amount} ${unit}`,
  moneyOf(moneyMinor, currency),
];
