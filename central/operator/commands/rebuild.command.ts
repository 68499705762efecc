import { rebuild as rebuildCentre } from '#central/store/rebuild.ts';
import type { CentreCommand } from '../command.ts';

/** Makes every read table anew from the ledger. */
export const rebuild: CentreCommand = {
  usage: {
    name: 'rebuild',
    summary:
      'Makes every read table anew from the ledger. The centre may be running; uploads wait meanwhile.',
    options: [],
  },
  needs: 'this version',
  async run(_, { postgres, say, progress }) {
    let events = 0;
    await rebuildCentre(postgres, (what, done, total) => {
      events = done;
      progress(what, done, total);
    });
    say(`The read tables follow from the ${events} events of the ledger again.`);
    return 'fine';
  },
};
