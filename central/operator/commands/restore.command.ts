import path from 'node:path';
import { restore as restoreCentre } from '#central/store/restore.ts';
import { proveBackup, readNote, textOf } from '../backup-folder.ts';
import type { CentreCommand } from '../command.ts';
import { momentOf } from '../wording.ts';

/**
 * Puts a backup into an empty database. What tills uploaded since then is at the tills, so a new generation begins: they send it
 * again, and nothing is granted until each of them has.
 */
export const restore: CentreCommand = {
  usage: {
    name: 'restore',
    summary:
      'Puts a backup into an empty database: a new folder, or a new DATABASE_URL. Tills then send again.',
    options: [{ name: 'from', value: 'backup', about: 'a folder that "backup" made', required: true }],
  },
  needs: 'nothing',
  before: ({ options }) => proveBackup(path.resolve(String(options['from']))),
  async run({ options }, { postgres, machine, say, progress }) {
    const from = path.resolve(String(options['from']));
    const note = readNote(from);
    const tables = note.tables.map((table) => ({ ...table, text: () => textOf(from, table.name) }));
    const generation = await restoreCentre(postgres, machine, { schema: note.schema, tables }, progress);
    const moment = momentOf(note.atMs);
    say(`The centre is as it was on ${moment}, with ${note.events} events of ${note.logs} logs.`);
    say(`Generation ${generation} begins: tills send again what came later, and grants of before are void.`);
    say(
      'No value is granted until every till has been heard; "tills" says which is awaited, "exclude" goes on without one.',
    );
    say(
      `What was decided at the centre since ${moment} is not in it: revoke again what was revoked, pair again what was paired.`,
    );
    return 'fine';
  },
};
