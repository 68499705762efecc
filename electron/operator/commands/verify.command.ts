import type { TillCommand } from '../command.ts';
import { onACopy } from '../till-files.ts';

/** Proves a till's ledger: every link of the chain, and every read table against a rebuild. */
export const verify: TillCommand = {
  usage: {
    name: 'verify',
    summary: 'Proves the ledger: the chain, and every read table against a rebuild. The till may be running.',
    options: [],
  },
  run: (_, desk) =>
    onACopy(desk, (store) => {
      const { events, faults } = store.verify();
      for (const fault of faults) desk.say(fault);
      desk.say(
        faults.length === 0
          ? `${events} events of ${store.writer}: the chain is whole and the read tables follow from it.`
          : `${faults.length} faults in ${events} events of ${store.writer}. "rebuild" mends read tables; a broken chain needs a backup.`,
      );
      return faults.length === 0 ? 'fine' : 'faults';
    }),
};
