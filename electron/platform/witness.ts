import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Head } from '#shared/ledger/chain.ts';
import { writeDurably } from './write-durably.ts';

/** What the witness saw last: whose log, under which epoch, how long, and the hash it ended with. */
const Seen = z.object({
  writer: z.string(),
  epoch: z.int().positive(),
  length: z.int().nonnegative(),
  head: z.string(),
});
export type Seen = z.infer<typeof Seen>;

/**
 * Remembers outside of the database how long the till's log was, so that a database put back from a backup is noticed before it
 * spends a voucher twice, also without a network. May lag behind by a few seconds; it never runs ahead.
 */
export interface Witness {
  /** Undefined when it saw nothing yet, or what it wrote cannot be read. */
  seen(): Seen | undefined;
  keep(head: Head): void;
}

/** The witness that lives in this folder: better not the one of the database. */
export function openWitness(folder: string): Witness {
  const file = path.join(folder, 'till-witness.json');
  let last = '';
  return {
    seen() {
      if (!existsSync(file)) return undefined;
      try {
        return Seen.parse(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        // Half a witness says nothing; the centre will.
        return undefined;
      }
    },
    keep({ writer, epoch, seq, hash }) {
      const text = JSON.stringify({ writer, epoch, length: seq, head: hash } satisfies Seen);
      if (text === last) return;
      writeDurably(file, text);
      last = text;
    },
  };
}
