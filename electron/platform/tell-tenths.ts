import type { Log } from './log.ts';

/** Words for a start that has to fill its read tables again, which takes minutes at an old till. */
export function tellTenths(log: Log): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const tenths = Math.floor((10 * done) / Math.max(1, total));
    if (tenths > told) log(`filling the read tables again: ${tenths * 10} %`);
    told = tenths;
  };
}
