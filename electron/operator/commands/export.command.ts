import { closeSync, openSync, writeSync } from 'node:fs';
import { Trouble } from '#shared/base/trouble.ts';
import type { TillCommand } from '../command.ts';
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
    onACopy(desk, (store) => {
      const file = String(options['to']);
      const handle = openNew(file);
      try {
        const { seq: total } = store.head();
        for (let seq = 0; seq < total && !desk.signal.aborted;) {
          const envelopes = store.ownAfter(seq, pageSize);
          writeSync(handle, envelopes.map((envelope) => `${JSON.stringify(envelope)}\n`).join(''));
          seq = envelopes.at(-1)?.seq ?? total;
          desk.progress('events', seq, total);
        }
        desk.signal.throwIfAborted();
        desk.say(`${total} events of ${store.writer} are in ${file}.`);
        return 'fine';
      } finally {
        closeSync(handle);
      }
    }),
};

function openNew(file: string): number {
  try {
    return openSync(file, 'wx', 0o600);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Trouble('EXPORT_FILE', `${file} cannot be made (${why}). Name a new file.`, 'never', { cause });
  }
}
