import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';
import { openStore } from '#electron/store/store.ts';
import { makeDataDir } from '#electron/platform/data-dir.ts';
import { readBackup } from '../backup-folder.ts';
import type { Desk, TillCommand } from '../command.ts';
import { ledgerFile, whileStopped } from '../till-files.ts';

/** SQLite's own files beside the ledger: what stands in them belongs to the ledger that goes. */
const besideLedger = ['till.db-wal', 'till.db-shm'];

/**
 * Puts a backup in the place of what lies in the till's folder, which is kept aside. What the till wrote since then may be at the
 * centre, so the restored till spends nothing until it has compared its log with the centre's and started a new epoch.
 */
export const restore: TillCommand = {
  usage: {
    name: 'restore',
    summary: 'Puts a backup in the place of what is there, which is kept aside. The till must be closed.',
    options: [{ name: 'from', value: 'backup', about: 'a folder that "backup" made', required: true }],
  },
  run: async ({ options }, desk) => {
    const from = path.resolve(String(options['from']));
    const note = await readBackup(from);
    makeDataDir(desk.dataDir);
    return whileStopped(desk.dataDir, () => {
      proveOurs(note.writer, desk);
      // From here on Ctrl+C changes nothing any more: half a restore would be no till.
      desk.signal.throwIfAborted();
      const aside = setAside(Object.keys(note.files), desk);
      for (const name of Object.keys(note.files)) {
        copyFileSync(path.join(from, name), path.join(desk.dataDir, name));
      }
      const store = openStore(ledgerFile(desk.dataDir), desk.machine);
      try {
        store.standing.keep({ state: 'restricted' });
      } finally {
        store.close();
      }
      desk.say(
        `${note.writer} is as it was on ${new Date(note.atMs).toISOString()}, with ${note.seq} events.`,
      );
      if (aside) desk.say(`What was there is in ${aside}.`);
      desk.say('It earns and spends nothing until it has compared its log with the centre.');
      if (desk.centreUrl === null) desk.say('It has no centre: "vouch" lets it spend again.');
      return 'fine';
    });
  },
};

/** Another till's backup over this till's ledger would make two tills of one. */
function proveOurs(writer: string, desk: Desk): void {
  const file = ledgerFile(desk.dataDir);
  if (!existsSync(file)) return;
  const present = writerOf(file, desk);
  if (present === undefined || present === writer) return;
  throw new Trouble(
    'OTHER_TILL',
    `This backup is of ${writer} and the folder belongs to ${present}. Name an empty folder with --data; nothing was changed.`,
  );
}

/** Undefined for a file that cannot be read any more: that is what backups are for. */
function writerOf(file: string, desk: Desk): string | undefined {
  try {
    const store = openStore(file, desk.machine);
    store.close();
    return store.writer;
  } catch (error) {
    if (error instanceof Trouble) return undefined;
    throw error;
  }
}

function setAside(names: readonly string[], desk: Desk): string | undefined {
  const present = [...names, ...besideLedger].filter((name) => existsSync(path.join(desk.dataDir, name)));
  if (present.length === 0) return undefined;
  const stamp = new Date(desk.machine.now()).toISOString().slice(0, 19).replaceAll(':', '-');
  const aside = path.join(desk.dataDir, `before-restore-${stamp}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of present) renameSync(path.join(desk.dataDir, name), path.join(aside, name));
  return aside;
}
