import { businessDay } from '#shared/base/business-time.ts';
import { believeDay } from '#electron/expiry/value-keeper.ts';
import { readSettings } from '#electron/opening.ts';
import type { TillCommand } from '../command.ts';
import { onTheLedger } from '../till-files.ts';

/** Says that this computer's clock is right, although the till saw no day near it: after a long closure. */
export const confirmClock: TillCommand = {
  usage: {
    name: 'confirm-clock',
    summary:
      "Says that this computer's date is right, so that what has ended by it ends at the till's next start. The till must be closed.",
    options: [],
  },
  run: (_, desk) =>
    onTheLedger(desk, (store) => {
      const settings = readSettings(desk.dataDir, false);
      const toMs = desk.machine.now();
      const day = businessDay(toMs, settings);
      const [last] = store.ownAfter(store.head().seq - 1, 1);
      store.atOnce(() => {
        const body = { fromMs: last?.at ?? toMs, toMs };
        store.commit({ facts: [{ type: 'ClockJumped', body }], time: { atMs: toMs, day } });
        believeDay(store, day);
      });
      desk.say(`It is ${day}: what ended before that day ends at the next start of ${store.writer}.`);
      return 'fine';
    }),
};
