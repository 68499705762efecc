import type { LoopbackServer } from './loopback-server.ts';

/** How a browser that we started ended. `code` is null when it could not be started or was killed by a signal. */
export interface WindowEnd {
  code: number | null;
  livedMs: number;
}

/** A browser that dies sooner than this would die again. */
const worthReopeningMs = 10_000;

/**
 * What follows when our browser's process is gone. Closed by a person: the till ends, once no window is connected (the process
 * also goes when it hands the window over to a browser that was still open). Crashed in the middle of work: a new window.
 * Failed at once: the till stays, and its address is printed instead.
 */
export function afterWindow(end: WindowEnd, keep: boolean): 'end-when-unwatched' | 'reopen' | 'stay' {
  if (end.code !== 0) return end.livedMs >= worthReopeningMs ? 'reopen' : 'stay';
  return keep ? 'stay' : 'end-when-unwatched';
}

/** A page that was there comes back within this when it is reloaded. */
const reloadMs = 3_000;
/** A browser that was still open may need this long to show the window it was handed. */
const handOverMs = 20_000;

/** Resolves once no window is connected and none can be on its way any more. `seen` tells whether there ever was one. */
export function whenUnwatched(
  server: Pick<LoopbackServer, 'windows' | 'onWindows'>,
  seen: boolean,
): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    let graceMs = seen ? reloadMs : handOverMs;
    const look = (count: number): void => {
      clearTimeout(timer);
      if (count > 0) graceMs = reloadMs;
      timer = count === 0 ? setTimeout(resolve, graceMs) : undefined;
    };
    server.onWindows(look);
    look(server.windows());
  });
}
