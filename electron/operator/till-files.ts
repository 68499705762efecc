import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';
import { claimTill } from '#electron/shells/single-instance.ts';
import { noTillAt, snapshot } from '#electron/store/snapshot.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import type { Desk } from './command.ts';

/** Where a till's folder has its ledger. */
export const ledgerFile = (dataDir: string): string => path.join(dataDir, 'till.db');

/** Looks at a copy of the till's ledger as it is now, so that the till may be running and nothing of it is touched. */
export async function onACopy<T>(desk: Desk, look: (store: Store) => T | Promise<T>): Promise<T> {
  dropLeftCopies();
  const folder = mkdtempSync(path.join(os.tmpdir(), `${copyOf(process.pid)}-`));
  try {
    const copy = path.join(folder, 'till.db');
    await snapshot(ledgerFile(desk.dataDir), copy, (done, total) => desk.progress('copying', done, total));
    const store = openStore(copy, desk.machine);
    try {
      return await look(store);
    } finally {
      store.close();
    }
  } catch (error) {
    throw error instanceof Trouble ? sayingOf(error, folder, desk.dataDir) : error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The copy is gone when somebody reads what is wrong with it: it is the till's own file that has to be mended. */
const sayingOf = ({ code, message, retry, cause }: Trouble, copied: string, dataDir: string): Trouble =>
  new Trouble(code, message.replaceAll(copied, dataDir), retry, { cause });

const copyOf = (pid: number | string): string => `tessera-copy-${pid}`;

/** Whoever is killed leaves its copy, with everything of a till in it: the next one takes away what is nobody's any more. */
function dropLeftCopies(): void {
  for (const name of readdirSync(os.tmpdir())) {
    const pid = /^tessera-copy-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(path.join(os.tmpdir(), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Works in the till's folder while no till does. Trouble in words when one is running there. */
export async function whileStopped<T>(dataDir: string, work: () => T | Promise<T>): Promise<T> {
  const claim = await claimTill(dataDir);
  if (!claim.first) {
    throw new Trouble('TILL_RUNS', `The till of ${dataDir} is running. Close it first; nothing was changed.`);
  }
  try {
    return await work();
  } finally {
    await claim.release();
  }
}

/**
 * Opens the ledger of a till that does not run. Trouble in words where there is none: a folder that was named wrongly does not become
 * a till by being asked something.
 */
export async function onTheLedger<T>(desk: Desk, work: (store: Store) => T | Promise<T>): Promise<T> {
  const file = ledgerFile(desk.dataDir);
  if (!existsSync(file)) throw noTillAt(file);
  return whileStopped(desk.dataDir, async () => {
    const store = openStore(file, desk.machine);
    try {
      return await work(store);
    } finally {
      store.close();
    }
  });
}
