import { createHash } from 'node:crypto';
import { renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import { Trouble } from '#shared/base/trouble.ts';
import { makeFolder } from '#central/platform/make-folder.ts';
import { backUp } from '#central/store/backup.ts';
import type { CopyOut } from '#central/store/copy.ts';
import { noteFile, tableFile, type BackupNote } from '../backup-folder.ts';
import type { CentreCommand, Desk } from '../command.ts';
import { openNewFile } from '../new-file.ts';

/** Keeps the truth of one moment in a folder of its own, proven, while the centre goes on. */
export const backup: CentreCommand = {
  usage: {
    name: 'backup',
    summary: 'Makes a proven copy of the ledger, of one moment, in a new folder. The centre may be running.',
    options: [{ name: 'to', value: 'folder', about: 'where backups are kept', required: true }],
  },
  needs: 'a centre',
  async run({ options }, desk) {
    const place = String(options['to']);
    const making = path.join(place, `.tessera-backup-${process.pid}`);
    makePlace(making);
    try {
      const note = await fill(making, desk);
      const stamp = new Date(note.atMs).toISOString().slice(0, 19).replaceAll(':', '-');
      const folder = path.join(place, `tessera-centre-${stamp}`);
      renameSync(making, folder);
      desk.say(`${note.events} events of ${note.logs} logs are in ${folder}.`);
      desk.say("It holds the centre's key: keep it where only you can read it.");
      if (note.faults === 0) return 'fine';
      desk.say(`${note.faults} logs in it are not whole: "verify" says where. Keep an older backup too.`);
      return 'faults';
    } finally {
      rmSync(making, { recursive: true, force: true });
    }
  },
};

function makePlace(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Trouble('BACKUP_FOLDER', `${folder} cannot be made (${why}).`, 'never', { cause });
  }
}

async function fill(folder: string, { postgres, machine, progress }: Desk): Promise<BackupNote> {
  const hashes = new Map<string, string>();
  const atMs = machine.now();
  const held = await backUp(
    postgres,
    machine,
    async ({ name }, copy, total) => {
      const told = () => progress('copying', Math.min(copy.rows(), total), total);
      hashes.set(
        name,
        await keep(copy, path.join(folder, tableFile(name)), total > 0 ? told : () => undefined),
      );
    },
    progress,
  );
  const note: BackupNote = {
    format: 1,
    of: 'centre',
    ...held,
    atMs,
    faults: held.faults.length,
    tables: held.tables.map((table) => ({
      ...table,
      file: tableFile(table.name),
      sha256: hashes.get(table.name) ?? '',
    })),
  };
  const file = await openNewFile(noteFile(folder));
  await file.write(`${JSON.stringify(note, null, 2)}\n`);
  await file.close();
  return note;
}

/** Presses a table into a file. Answers the SHA-256 of what is in the file, as hex. */
async function keep({ text }: CopyOut, name: string, told: () => void): Promise<string> {
  const file = await openNewFile(name);
  const hash = createHash('sha256');
  const pressed = createZstdCompress();
  const pressing = pipeline(text, pressed);
  try {
    for await (const chunk of pressed) {
      hash.update(chunk as Buffer);
      await file.write(chunk as Buffer);
      told();
    }
    await pressing;
  } catch (error) {
    text.destroy();
    await pressing.catch(() => undefined);
    throw error;
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}
