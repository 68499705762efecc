import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';
import { writeDurably } from './write-durably.ts';

/** A choice that somebody made at this till, in a file of its own in the data folder. */
export interface KeptChoice<T> {
  get(): T;
  keep(choice: T): void;
}

/** Reads a choice; one that nobody made is what the schema makes of nothing. Trouble in words when the file cannot be understood. */
export function keptChoice<S extends z.ZodType<object>>(file: string, schema: S): KeptChoice<z.output<S>> {
  let choice = read(file, schema);
  return {
    get: () => choice,
    keep(next) {
      writeDurably(file, `${JSON.stringify(next, null, 2)}\n`);
      choice = next;
    },
  };
}

function read<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  if (!existsSync(file)) return schema.parse({});
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    const why = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new Trouble('SETTINGS_WRONG', `${file}: ${why}`, 'never', { cause });
  }
}
