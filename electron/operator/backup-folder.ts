import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { Trouble } from '#shared/base/trouble.ts';

/** The files of a till's folder that a backup holds. Without its key a till could neither sign nor be known to its centre. */
export const backedUp = ['till.db', 'till-key.pem', 'settings.json'] as const;

/** What a backup says of itself, in `backup.json` beside the files. */
export const BackupNote = z.object({
  format: z.literal(1),
  writer: z.string(),
  epoch: z.int(),
  /** Where the log ends in it. */
  seq: z.int(),
  hash: z.string(),
  atMs: z.int(),
  /** SHA-256 of each file, as hex. */
  files: z.record(z.string(), z.string()),
});
export type BackupNote = z.infer<typeof BackupNote>;

export const noteFile = (folder: string): string => path.join(folder, 'backup.json');

/** SHA-256 of a file's bytes, as hex. */
export async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** Reads a backup's note and proves that its files are those that were written. Trouble in words when they are not. */
export async function readBackup(folder: string): Promise<BackupNote> {
  if (!existsSync(noteFile(folder))) throw new Trouble('NO_BACKUP', noBackupIn(folder));
  const note = BackupNote.safeParse(parsed(readFileSync(noteFile(folder), 'utf8')));
  if (!note.success) throw new Trouble('BACKUP_DAMAGED', `${noteFile(folder)} is not the note of a backup.`);
  for (const [name, hash] of Object.entries(note.data.files)) {
    const file = path.join(folder, name);
    if (existsSync(file) && (await hashOf(file)) === hash) continue;
    throw new Trouble('BACKUP_DAMAGED', `${file} is not the file that was backed up. Use another backup.`);
  }
  return note.data;
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
