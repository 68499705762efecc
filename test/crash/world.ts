import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import type { Chance } from '#test/support/seeded.ts';
import {
  startSeller,
  takeBack,
  toldNothing,
  type SellerProcess,
  type Told,
} from '#test/support/seller-process.ts';
import { foundAtCentre, type Found } from './audit.ts';
import { centreProcess, type CentreProcess } from './centre-process.ts';

/** A till that sells until somebody strikes it. */
export interface TillAtRisk {
  folder: string;
  told: Told;
  seller: SellerProcess;
  /** Its end is our doing. */
  struck: boolean;
}

/** Tills under load and their centre, all in processes of their own, and what we found wrong with them so far. */
export interface World {
  tills: TillAtRisk[];
  centre: CentreProcess;
  chance: Chance;
  findings: string[];
  /** Acknowledged and not found, at the tills and at the centre. */
  lost: { sales: number; events: number };
  /** How long the centre was away after each blow to it. */
  awayMs: number[];
  /** Resolves in the middle of the next sales and uploads. */
  busy(): Promise<void>;
  /** Lets the till begin another life. */
  revive(till: TillAtRisk): void;
  /** Forgets a till that lost something, and puts a new one in its place. */
  replace(till: TillAtRisk, folder: string): void;
  /** Says what an audit found; what is lost is counted once. */
  note(till: TillAtRisk, at: 'sales' | 'events', found: Found): void;
  /**
   * Brings the centre back after `strike`, and compares before any till may speak. Tills that do not run stay so. When `strike`
   * answers with a moment, what tills heard after it does not count.
   */
  centreStruck(strike: () => Promise<void> | bigint | void, recover: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

export interface WorldOptions {
  centreDir: string;
  tillDirs: readonly string[];
  /** Between two sales of one till. */
  pauseMs: number;
  chance: Chance;
  /** Tills and centre confirm what is not on disk: something must be found lost. */
  unsafe: boolean;
}

const patienceMs = 90_000;

/** Starts a centre and its tills and waits until the first uploads are acknowledged. */
export async function openWorld({
  centreDir,
  tillDirs,
  pauseMs,
  chance,
  unsafe,
}: WorldOptions): Promise<World> {
  const centre = centreProcess(centreDir, await freePort());
  const bell = new EventEmitter().setMaxListeners(50);
  const findings: string[] = [];
  const lost = { sales: 0, events: 0 };
  const awayMs: number[] = [];
  const start = (folder: string, told: Told): SellerProcess => {
    const from = Math.max(1, told.confirmed.size);
    const order = { folder, from, to: Number.POSITIVE_INFINITY, centre: centre.url, pauseMs };
    const preload = path.resolve(import.meta.dirname, 'unsafe-sqlite.ts');
    return startSeller(unsafe ? { ...order, preload } : order, told, () => bell.emit('heard'));
  };
  const watch = (till: TillAtRisk): void => {
    const { seller } = till;
    void seller.ended.then((code) => {
      if (till.struck || till.seller !== seller) return;
      findings.push(`a till ended by itself with ${code}: ${seller.grumbles.join(' ').slice(-600)}`);
      bell.emit('heard');
    });
  };
  const until = async (condition: () => boolean, what: string): Promise<void> => {
    const limit = AbortSignal.timeout(patienceMs);
    while (!condition()) {
      await once(bell, 'heard', { signal: limit }).catch((cause: unknown) => {
        const heard = tills
          .map(({ told }) => `${told.confirmed.size} sales, stored ${told.stored.seq}`)
          .join('; ');
        throw new Error(`${what} did not happen within ${patienceMs} ms (${heard}) ${findings.join(' ')}`, {
          cause,
        });
      });
    }
  };
  const world: World = {
    tills: [],
    centre,
    chance,
    findings,
    lost,
    awayMs,
    async busy() {
      const wanted = soldBy(tills) + chance.int(10, 60);
      const marks = new Map(tills.map(({ told }) => [told, told.stored.seq]));
      const uploads = () => tills.some(({ told }) => told.stored.seq > (marks.get(told) ?? 0));
      await until(() => soldBy(tills) >= wanted && uploads(), 'selling and uploading');
      await new Promise((resolve) => setTimeout(resolve, chance.int(0, 40)));
    },
    revive(till) {
      till.struck = false;
      till.seller = start(till.folder, till.told);
      watch(till);
    },
    replace(till, folder) {
      till.folder = folder;
      till.told = toldNothing();
      world.revive(till);
    },
    note(till, at, found) {
      lost[at] += found.lost;
      findings.push(...found.findings);
      if (at === 'events' && found.findings.length > 0) till.told.stored = { seq: 0, hash: '' };
    },
    async centreStruck(strike, recover) {
      const began = performance.now();
      const momentNs = await strike();
      // Before the database can be back: so that nobody sends again what it may have lost.
      for (const { seller } of tills) seller.signal('SIGSTOP');
      await recover();
      // All that they said before they were stopped is heard by now.
      if (momentNs !== undefined) for (const { told } of tills) takeBack(told, momentNs);
      const found = await centre.withDatabase(async (client) => {
        const each: Found[] = [];
        for (const { told } of tills) each.push(await foundAtCentre(client, told));
        return each;
      });
      awayMs.push(performance.now() - began);
      tills.forEach((till, index) => world.note(till, 'events', found[index] as Found));
      for (const { seller } of tills) seller.signal('SIGCONT');
    },
    async close() {
      for (const till of tills) {
        till.struck = true;
        till.seller.signal('SIGKILL');
        await till.seller.ended;
      }
      await centre.stop();
    },
  };
  const { tills } = world;
  await centre.start();
  if (unsafe)
    await centre.withDatabase((client) => client.query('ALTER ROLE tessera SET synchronous_commit = off'));
  for (const folder of tillDirs) {
    const told = toldNothing();
    const till = { folder, told, seller: start(folder, told), struck: false };
    tills.push(till);
    watch(till);
  }
  await until(() => tills.every(({ told }) => told.stored.seq > 0), 'the first upload');
  return world;
}

/** Sales that were confirmed to a cashier. */
export const soldBy = (tills: readonly TillAtRisk[]): number =>
  tills.reduce((sum, { told }) => sum + told.confirmed.size, 0);

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}
