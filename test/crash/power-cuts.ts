import path from 'node:path';
import { seeded } from '#test/support/seeded.ts';
import { takeBack } from '#test/support/seller-process.ts';
import { foundAtTill } from './audit.ts';
import { cutDuringFirstStart } from './first-start.ts';
import type { CampaignOptions, Outcome } from './kill-campaign.ts';
import { makeLoopDisk, type LoopDisk } from './loop-disk.ts';
import { reconcile } from './reconcile.ts';
import { openWorld, soldBy, type World } from './world.ts';

const tillDiskBytes = 1 << 30;
const centreDiskBytes = 4 * (1 << 30);

/** The disks of a world: one with the centre's PostgreSQL, one with all tills. */
interface Disks {
  centre: LoopDisk;
  tills: LoopDisk;
}

type Cut = (world: World, disks: Disks) => Promise<void>;

const cutTills: Cut = async (world, { tills: disk }) => {
  strike(world);
  await tillsComeBack(world, disk, disk.cut());
};

const cutCentre: Cut = async (world, { centre: disk }) => {
  await world.centreStruck(
    () => disk.cut(),
    () => centreComesBack(world, disk),
  );
};

const cutAll: Cut = async (world, disks) => {
  strike(world);
  let momentNs = 0n;
  await world.centreStruck(
    () => {
      momentNs = disks.tills.cut();
      disks.centre.cut();
      return momentNs;
    },
    async () => {
      for (const { seller } of world.tills) seller.signal('SIGKILL');
      await centreComesBack(world, disks.centre);
    },
  );
  await tillsComeBack(world, disks.tills, momentNs);
};

const cuts: Readonly<Record<string, Cut>> = {
  'the tills': cutTills,
  'the centre': cutCentre,
  'tills and centre': cutAll,
};

/** A till whose disk is gone may say so and end; that is no complaint. */
function strike({ tills }: World): void {
  for (const till of tills) till.struck = true;
}

async function centreComesBack({ centre }: World, disk: LoopDisk): Promise<void> {
  await centre.kill();
  disk.comeBack();
  await centre.start();
}

async function tillsComeBack(world: World, disk: LoopDisk, cutAtNs: bigint): Promise<void> {
  for (const { seller, told } of world.tills) {
    seller.signal('SIGKILL');
    await seller.ended;
    takeBack(told, cutAtNs);
  }
  disk.comeBack();
  for (const till of world.tills) {
    // What it said once the disk was gone is trouble in its own words; only what it confirmed counts.
    till.told.complaints.length = 0;
    const found = foundAtTill(till.folder, till.told);
    world.note(till, 'sales', found);
    if (found.findings.length === 0) world.revive(till);
    else world.replace(till, `${till.folder}-again`);
  }
}

/**
 * A shop's tills and their centre on disks of their own, whose power is cut under load; before it, the power of new ones is cut
 * during their first start. Whoever gave the folder takes the disks off again, whatever happens.
 */
export async function cutUnderLoad(options: CampaignOptions & { firstStarts: number }): Promise<Outcome> {
  const { folder: home, seed, goesOn, unsafe = false, say = () => {} } = options;
  const chance = seeded(seed);
  const blows = new Map<string, number>();
  const count = (what: string) => blows.set(what, (blows.get(what) ?? 0) + 1);
  let world: World | undefined;
  try {
    const findings: string[] = [];
    const first = makeLoopDisk(home, 'first', centreDiskBytes);
    for (let round = 1; round <= (unsafe ? 0 : options.firstStarts); round += 1) {
      const { what, found } = await cutDuringFirstStart(first, round, chance);
      count(what);
      findings.push(...found);
      say(`${String(round).padStart(4)}  cut the power of ${what}`);
      for (const finding of found) say(`      ${finding}`);
    }
    first.remove();
    const disks = {
      centre: makeLoopDisk(home, 'centre-disk', centreDiskBytes),
      tills: makeLoopDisk(home, 'till-disk', tillDiskBytes),
    };
    world = await openWorld({
      centreDir: path.join(disks.centre.folder, 'centre'),
      tillDirs: Array.from({ length: options.tills }, (_, index) =>
        path.join(disks.tills.folder, `till-${index + 1}`),
      ),
      pauseMs: 5,
      chance,
      unsafe,
    });
    let turn: string[] = [];
    for (let round = 0; goesOn(round); round += 1) {
      if (turn.length === 0) turn = chance.shuffled(Object.keys(cuts));
      const what = turn.pop() as string;
      await world.busy();
      const known = world.findings.length;
      const sales = soldBy(world.tills);
      await cuts[what]?.(world, disks);
      count(what);
      say(`${String(round + 1).padStart(4)}  cut the power of ${what} after ${sales} sales`);
      for (const finding of world.findings.slice(known)) say(`      ${finding}`);
    }
    await world.busy();
    const sales = soldBy(world.tills);
    const { events } = await reconcile(world);
    return {
      blows,
      sales,
      events,
      lost: world.lost,
      awayMs: world.awayMs,
      findings: [...findings, ...world.findings],
    };
  } finally {
    await world?.close();
  }
}
