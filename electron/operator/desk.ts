import { Trouble } from '#shared/base/trouble.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import type { Desk } from './command.ts';

/**
 * The desk of a command in a terminal. What works in one go would not hear Ctrl+C until it is done, so that ends the process, as it does
 * everywhere, until a command looks at `signal` and hears it from then on.
 */
export function deskAt(dataDir: string, centreUrl: string | null): Desk {
  const ending = new AbortController();
  let listening = false;
  let shown = '';
  return {
    dataDir,
    centreUrl,
    machine: nodeMachine,
    get signal() {
      if (!listening)
        process.once('SIGINT', () => ending.abort(new Trouble('STOPPED', 'Stopped; nothing was changed.')));
      listening = true;
      return ending.signal;
    },
    say: (line) => console.log(line),
    progress(what, done, total) {
      const text = `${what} ${total === 0 ? 100 : Math.floor((done * 100) / total)} %`;
      if (!process.stderr.isTTY || text === shown) return;
      shown = text;
      process.stderr.write(`\r${text.padEnd(30)}${done >= total ? '\n' : ''}`);
    },
  };
}
