import type { ChildProcess } from 'node:child_process';
import type { Log } from '#electron/platform/log.ts';
import type { LoopbackServer } from './loopback-server.ts';
import { openWindow } from './open-browser.ts';
import { afterWindow, whenUnwatched } from './window-life.ts';

export interface TillWindowOptions {
  browser: string;
  profileDir: string;
  server: LoopbackServer;
  /** Whether the till goes on without a window. */
  keep: boolean;
  say: Log;
  /** Called when the last window was closed by a person. */
  onEnd(): void;
}

/** Opens the till's window and looks after it until `close`, which takes the window away. */
export function openTillWindow(options: TillWindowOptions): { close(): void } {
  const { browser, server, say } = options;
  let child: ChildProcess | undefined;
  let wanted = true;
  let seen = false;
  server.onWindows((count) => (seen ||= count > 0));
  const open = (): void => {
    const openedMs = performance.now();
    const ended = (code: number | null): void => {
      if (!wanted) return;
      const next = afterWindow({ code, livedMs: performance.now() - openedMs }, options.keep);
      if (next === 'reopen') {
        say('the browser ended unexpectedly; its window is opened again');
        open();
      } else if (next === 'end-when-unwatched') {
        void whenUnwatched(server, seen).then(options.onEnd);
      } else if (code === 0) {
        say('the window was closed and the till goes on; start Tessera again for a new window');
      } else {
        say(`${browser} did not stay open; open this once, within a minute: ${server.launchUrl()}`);
      }
    };
    const { profileDir } = options;
    child = openWindow(browser, { url: server.launchUrl(), profileDir, outlivesUs: false });
    child.once('error', () => ended(null));
    child.once('exit', ended);
  };
  open();
  say(`window opened with ${browser}, the till is at ${server.base}`);
  return {
    close() {
      wanted = false;
      child?.kill();
    },
  };
}
