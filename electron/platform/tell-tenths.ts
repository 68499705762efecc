import type { Log } from './log.ts';

/** Words for long work, ten times on the way: a start that has to fill its read tables again takes minutes at an old till. */
export function tellTenths(
  log: Log,
  what = 'filling the read tables again',
): (done: number, total: number) => void {
  let told = 0;
  return (done, total) => {
    const tenths = Math.floor((10 * done) / Math.max(1, total));
    if (tenths > told) log(`${what}: ${tenths * 10} %`);
    told = tenths;
  };
}
