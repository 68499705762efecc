import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openLedger } from '#electron/opening.ts';
import { openStore } from '#electron/store/store.ts';
import { startMs } from '../schedule/schedule-start.ts';
import { virtualKey, virtualMachine } from '../world/machine.ts';
import { shopSettings, type Chosen } from './shop.ts';

/** Where simulated disks lie: in memory where the system has such a place, for nobody pulls its plug. */
const memory = '/dev/shm';

/** A folder for the disks of this process, gone when it ends. */
export function scratchFolder(): { dir: string; remove(): void } {
  const dir = mkdtempSync(path.join(existsSync(memory) ? memory : os.tmpdir(), 'tessera-worlds-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** A till's file as it is on its first morning, opened and with nothing sold. Made once for each number and shop, then copied. */
export function newTillFile(dir: string, number: number, chosen: Chosen, file: string): void {
  const { limit, features } = chosen;
  const settings = shopSettings(number, { ...chosen, drawers: {} });
  const name = settings.programs.map(({ programId }) => programId).join('+');
  const capped = features.includes('caps') ? '-capped' : '';
  const made = path.join(dir, `new-${number}-${settings.shop}-${limit}-${name}${capped}.db`);
  if (!existsSync(made)) {
    const machine = virtualMachine(0, `new till ${number}`, () => startMs);
    const store = openStore(made, machine);
    openLedger(store, settings, virtualKey(number), false, machine);
    store.close();
  }
  copyDisk(made, file);
}

/** Takes away every disk of a world, and all copies made of them: thousands of worlds would fill the memory they lie in. */
export function removeDisks(dir: string, seed: number): void {
  for (const name of readdirSync(dir))
    if (name.startsWith(`${seed}-`)) rmSync(path.join(dir, name), { force: true });
}

/** Copies a database as it lies on the disk, with the log in which its last commits are. */
export function copyDisk(from: string, to: string): void {
  copyFileSync(from, to);
  rmSync(`${to}-shm`, { force: true });
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
  else rmSync(`${to}-wal`, { force: true });
}
