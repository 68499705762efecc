import { setTimeout as pause } from 'node:timers/promises';
import { Trouble } from '#shared/base/trouble.ts';
import { ask, findOpenDoor, openDoor, type Running } from './till-door.ts';

/** The data folder is ours until `release`, or it is another's. */
export type Claim = FirstClaim | { first: false; running: Running };

export interface FirstClaim {
  first: true;
  /** How to answer second starts from now on; null lets them wait until there is an answer or we are gone. */
  answer(tell: (() => Running) | null): void;
  release(): Promise<void>;
}

/**
 * Lets one till at a time use a data folder. Every start opens a door of its own and then looks for another open one; whoever
 * finds one steps back. As both open before they look, two can never both stay. The system shuts the door of a process that
 * dies, however it dies, so nothing is guessed from process ids, ages or time limits and nothing left behind blocks anybody.
 */
export async function claimTill(dataDir: string): Promise<Claim> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const claim = await claimOnce(dataDir);
    if (claim) return claim;
    // The other was stopping, or stepped back as we did: look again, but not all at the same moment.
    await pause(20 + (process.pid % 89));
  }
  throw new Trouble('TILL_BUSY', `Starts of Tessera on ${dataDir} keep getting in each other's way.`, 'soon');
}

async function claimOnce(dataDir: string): Promise<Claim | undefined> {
  const other = await findOpenDoor(dataDir);
  if (other) return joined(await ask(other));
  const door = await openDoor(dataDir);
  const rival = await findOpenDoor(dataDir, door);
  if (!rival) return { first: true, answer: door.answer, release: door.shut };
  await door.shut();
  return joined(await ask(rival));
}

const joined = (running: Running | undefined): Claim | undefined => running && { first: false, running };
