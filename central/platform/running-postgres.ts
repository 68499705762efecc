import { existsSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Trouble } from '#shared/base/trouble.ts';
import { serverAccount } from './account.ts';
import { holderOf, startEmbeddedPostgres } from './embedded-postgres.ts';
import { findFolder } from './postgres-folder.ts';
import { readLock } from './postgres-server.ts';
import { isAlive } from './process-identity.ts';

/** A database that can be asked, until `end`. */
export interface ReachedPostgres {
  url: string;
  /** Ends what was started for this; a database that was running goes on. */
  end(): Promise<void>;
}

const startLimitMs = 60_000;

/**
 * The database in a centre's folder: the one that its centre is running, or started for as long as it is needed. `mayMake` makes a
 * new one where there is none.
 */
export async function reachPostgres(options: {
  dataDir: string;
  mayMake: boolean;
  log: (line: string) => void;
}): Promise<ReachedPostgres> {
  const { dataDir, mayMake, log } = options;
  const folder = findFolder(dataDir, serverAccount());
  if (!mayMake && !(folder && existsSync(folder.cluster))) {
    throw new Trouble(
      'NO_CENTRE',
      `There is no centre's database in ${dataDir}. Name its folder with --data, or its address with DATABASE_URL.`,
    );
  }
  const until = performance.now() + startLimitMs;
  while (folder && holderOf(folder) !== undefined) {
    const { pid, port, status } = readLock(folder.cluster);
    if (pid && port && status === 'ready' && isAlive(pid)) {
      return { url: folder.urlAt(port), end: async () => undefined };
    }
    if (performance.now() > until) {
      throw new Trouble(
        'UNAVAILABLE',
        `The database in ${dataDir} is being started and does not answer.`,
        'soon',
      );
    }
    await wait(50);
  }
  const { url, stop } = await startEmbeddedPostgres({ dataDir, log });
  return { url, end: stop };
}
