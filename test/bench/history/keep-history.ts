import { keepTill } from '../keep-till.ts';
import { aLongHistory, type HistorySize } from './a-long-history.ts';

/** The folder of a till with a long history. */
export function keepHistory(size: HistorySize): Promise<string> {
  return keepTill({
    name: `${size.members}-${size.events}`,
    what: `a till of ${size.members} members and ${size.events} events`,
    version: 1,
    fill({ store }, tell) {
      let told = 0;
      for (const commit of aLongHistory(size, store.writer)) {
        store.commit(commit);
        const share = Math.floor((10 * store.head().seq) / size.events);
        if (share > told) tell(`${share * 10} %`);
        told = share;
      }
    },
  });
}
