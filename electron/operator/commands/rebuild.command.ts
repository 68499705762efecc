import type { TillCommand } from '../command.ts';
import { onTheLedger } from '../till-files.ts';

/** Makes every read table anew from the ledger. */
export const rebuild: TillCommand = {
  usage: {
    name: 'rebuild',
    summary: 'Makes every read table anew from the ledger. The till must be closed.',
    options: [],
  },
  run: (_, desk) =>
    onTheLedger(desk, (store) => {
      store.rebuild((done, total) => desk.progress('events', done, total));
      desk.say(`The read tables of ${store.writer} follow from its ${store.head().seq} events again.`);
      return 'fine';
    }),
};
