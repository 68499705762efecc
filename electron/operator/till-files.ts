import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Trouble } from '#shared/base/trouble.ts';
import { claimTill } from '#electron/shells/single-instance.ts';
import { snapshot } from '#electron/store/snapshot.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import type { Desk } from './command.ts';

/** Where a till's folder has its ledger. */
export const ledgerFile = (dataDir: string): string => path.join(dataDir, 'till.db');

/** Looks at a copy of the till's ledger as it is now, so that the till may be running and nothing of it is touched. */
export async function onACopy<T>(desk: Desk, look: (store: Store) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tessera-copy-'));
  try {
    const copy = path.join(folder, 'till.db');
    await snapshot(ledgerFile(desk.dataDir), copy, (done, total) => desk.progress('copying', done, total));
    const store = openStore(copy, desk.machine);
    try {
      return await look(store);
    } finally {
      store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
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
