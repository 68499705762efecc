import { openStore } from '#electron/store/store.ts';
import type { TillCommand } from '../command.ts';
import { ledgerFile, whileStopped } from '../till-files.ts';

/** Makes every read table anew from the ledger. */
export const rebuild: TillCommand = {
  usage: {
    name: 'rebuild',
    summary: 'Makes every read table anew from the ledger. The till must be closed.',
    options: [],
  },
  run: (_, desk) =>
    whileStopped(desk.dataDir, () => {
      const store = openStore(ledgerFile(desk.dataDir), desk.machine);
      try {
        store.rebuild((done, total) => desk.progress('events', done, total));
        desk.say(`The read tables of ${store.writer} follow from its ${store.head().seq} events again.`);
        return 'fine';
      } finally {
        store.close();
      }
    }),
};
