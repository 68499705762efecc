import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';

const count = z.int().nonnegative();

/** What a backup of a centre says of itself, in `backup.json` beside its tables. */
export const BackupNote = z.object({
  format: z.literal(1),
  of: z.literal('centre'),
  /** Of which version the tables are. */
  schema: count,
  generation: count,
  atMs: count,
  logs: count,
  events: count,
  /** How many faults the chains had when it was made. */
  faults: count,
  /** Each table as PostgreSQL's COPY text in a zstd file of its own, with the SHA-256 of that file as hex. */
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: count,
      file: z.string(),
      sha256: z.string(),
    }),
  ),
});
export type BackupNote = z.infer<typeof BackupNote>;

export const noteFile = (folder: string): string => path.join(folder, 'backup.json');

/** What the file of a table is called. */
export const tableFile = (table: string): string => `${table}.copy.zst`;

/** Reads a backup's note. Trouble in words when there is none. */
export function readNote(folder: string): BackupNote {
  if (!existsSync(noteFile(folder))) throw new Trouble('NO_BACKUP', noBackupIn(folder));
  const note = BackupNote.safeParse(parsed(readFileSync(noteFile(folder), 'utf8')));
  if (note.success) return note.data;
  throw new Trouble('BACKUP_DAMAGED', `${noteFile(folder)} is not the note of a centre's backup.`);
}

/** Proves that a backup's files are those that were written. Trouble in words when they are not. */
export async function proveBackup(folder: string): Promise<void> {
  for (const { name, file, sha256 } of readNote(folder).tables) {
    const whole = path.join(folder, tableFile(name));
    if (file === tableFile(name) && existsSync(whole) && (await hashOf(whole)) === sha256) continue;
    throw new Trouble('BACKUP_DAMAGED', `${whole} is not the file that was backed up. Use another backup.`);
  }
}

/** A table's COPY text, out of its file. */
export async function* textOf(folder: string, table: string): AsyncGenerator<Buffer> {
  const text = createZstdDecompress();
  // What goes wrong with the file is thrown where the text is read.
  pipeline(createReadStream(path.join(folder, tableFile(table))), text).catch(() => undefined);
  for await (const chunk of text) yield chunk as Buffer;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A folder of backups is easily named for one of them. */
function noBackupIn(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const backup = names.map((name) => path.join(folder, name)).findLast((one) => existsSync(noteFile(one)));
  const instead = backup ? ` Name one of those in it, such as ${backup}.` : '';
  return `There is no backup in ${folder}.${instead}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
