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

/** Resolves once no window has been connected for `graceMs` on end; a reload is shorter than that. */
export function whenUnwatched(
  server: Pick<LoopbackServer, 'windows' | 'onWindows'>,
  graceMs: number,
): Promise<void> {
  return new Promise((resolve) => {
    let timer: NodeJS.Timeout | undefined;
    const look = (count: number): void => {
      clearTimeout(timer);
      timer = count === 0 ? setTimeout(resolve, graceMs) : undefined;
    };
    server.onWindows(look);
    look(server.windows());
  });
}
