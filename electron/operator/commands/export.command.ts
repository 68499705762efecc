import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { Trouble } from '#shared/base/trouble.ts';
import type { Store } from '#electron/store/store.ts';
import type { Desk, TillCommand } from '../command.ts';
import { onACopy } from '../till-files.ts';

const pageSize = 1_000;

/** Writes the whole log as text that any program can read: one envelope of JSON a line, in order. */
export const exportLog: TillCommand = {
  usage: {
    name: 'export',
    summary: 'Writes all events as JSON, one a line, in order, each with its hash. The till may be running.',
    options: [{ name: 'to', value: 'file', about: 'a new file', required: true }],
  },
  run: ({ options }, desk) =>
    onACopy(desk, async (store): Promise<'fine'> => {
      const file = String(options['to']);
      const handle = openNew(file);
      try {
        await writeAll(store, handle, desk);
      } catch (error) {
        // Half a log is none: nobody is to take it for one.
        rmSync(file, { force: true });
        throw error;
      } finally {
        closeSync(handle);
      }
      desk.say(`${store.head().seq} events of ${store.writer} are in ${file}.`);
      return 'fine';
    }),
};

async function writeAll(store: Store, handle: number, desk: Desk): Promise<void> {
  const { seq: total } = store.head();
  for (let seq = 0; seq < total;) {
    const envelopes = store.ownAfter(seq, pageSize);
    writeFileSync(handle, envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join(''));
    seq = envelopes.at(-1)?.seq ?? total;
    desk.progress('events', seq, total);
    // Between two pages Ctrl+C is heard.
    await setImmediate();
    desk.signal.throwIfAborted();
  }
  fsyncSync(handle);
}

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Trouble('EXPORT_FILE', `${file} cannot be made (${why}). Name a new file.`, 'never', { cause });
  }
}
