import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';
import { makeFolder } from '#electron/platform/make-folder.ts';
import { openStore } from '#electron/store/store.ts';
import { snapshot } from '#electron/store/snapshot.ts';
import { backedUp, hashOf, noteFile, type BackupNote } from '../backup-folder.ts';
import type { Desk, TillCommand } from '../command.ts';
import { ledgerFile } from '../till-files.ts';

/** Keeps a till's ledger, key and settings in a folder of their own, proven, while the till goes on. */
export const backup: TillCommand = {
  usage: {
    name: 'backup',
    summary: 'Makes a proven copy of ledger, key and settings in a new folder. The till may be running.',
    options: [{ name: 'to', value: 'folder', about: 'where backups are kept', required: true }],
  },
  async run({ options }, desk) {
    const place = String(options['to']);
    const making = path.join(place, `.tessera-backup-${process.pid}`);
    // Listened to from the start: half a backup, with the till's key in it, is not left there.
    desk.signal.throwIfAborted();
    makePlace(making);
    try {
      const note = await fill(making, desk);
      const stamp = new Date(note.atMs).toISOString().slice(0, 19).replaceAll(':', '-');
      const folder = path.join(place, `tessera-${note.writer}-${stamp}`);
      renameSync(making, folder);
      desk.say(`${note.seq} events of ${note.writer} are in ${folder}.`);
      desk.say("It holds the till's key: keep it where only you can read it.");
      return 'fine';
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

async function fill(folder: string, desk: Desk): Promise<BackupNote> {
  const ledger = path.join(folder, 'till.db');
  await snapshot(ledgerFile(desk.dataDir), ledger, (done, total) => desk.progress('copying', done, total));
  chmodSync(ledger, 0o600);
  desk.signal.throwIfAborted();
  const head = proven(ledger, desk);
  for (const name of backedUp) {
    const file = path.join(desk.dataDir, name);
    if (name !== 'till.db' && existsSync(file)) copyFileSync(file, path.join(folder, name));
  }
  const present = backedUp.filter((name) => existsSync(path.join(folder, name)));
  const hashes = await Promise.all(present.map((name) => hashOf(path.join(folder, name))));
  const { writer, epoch, seq, hash } = head;
  const files = Object.fromEntries(present.map((name, index) => [name, hashes[index] ?? '']));
  const note: BackupNote = { format: 1, writer, epoch, seq, hash, atMs: desk.machine.now(), files };
  desk.signal.throwIfAborted();
  writeFileSync(noteFile(folder), `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  return note;
}

/** A backup that nobody looked at is a hope. */
function proven(file: string, desk: Desk): ReturnType<ReturnType<typeof openStore>['head']> {
  const store = openStore(file, desk.machine);
  try {
    const [fault] = store.verify().faults;
    if (fault) {
      throw new Trouble('LEDGER_FAULTY', `The ledger is not whole, so no backup was made of it: ${fault}`);
    }
    return store.head();
  } finally {
    store.close();
  }
}
