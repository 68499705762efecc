import path from 'node:path';
import type { Chance } from '#test/support/seeded.ts';
import { startSeller, takeBack, toldNothing } from '#test/support/seller-process.ts';
import { foundAtTill } from './audit.ts';
import { centreProcess } from './centre-process.ts';
import type { LoopDisk } from './loop-disk.ts';
import { freePort } from './world.ts';

/** The longest a first start is left alone, by what starts: somewhat longer than it takes. */
const longestMs = { till: 1_500, centre: 5_000 };

/** Cuts the power somewhere in the very first start of a till or a centre: afterwards it must start without anybody's help. */
export async function cutDuringFirstStart(
  disk: LoopDisk,
  round: number,
  chance: Chance,
): Promise<{ what: string; found: string[] }> {
  const folder = path.join(disk.folder, `round-${round}`);
  return round % 2 === 1
    ? { what: 'a till at its first start', found: await cutTill(disk, folder, chance) }
    : { what: 'a centre at its first start', found: await cutCentre(disk, folder, chance) };
}

async function cutTill(disk: LoopDisk, folder: string, chance: Chance): Promise<string[]> {
  const told = toldNothing();
  const order = { folder, from: 1, centre: 'off' };
  const seller = startSeller({ ...order, to: Number.POSITIVE_INFINITY }, told);
  const afterMs = await randomMoment(chance, longestMs.till);
  const cutAtNs = disk.cut();
  seller.signal('SIGKILL');
  await seller.ended;
  takeBack(told, cutAtNs);
  disk.comeBack();
  told.complaints.length = 0;
  const { findings } = foundAtTill(folder, told);
  const from = Math.max(1, told.confirmed.size);
  const again = startSeller({ ...order, from, to: from + 3 }, told);
  const code = await again.ended;
  if (code !== 0) findings.push(`it does not start again (${code}): ${again.grumbles.join(' ').slice(-600)}`);
  return [...findings, ...told.complaints, ...foundAtTill(folder, told).findings].map(
    (text) => `after ${afterMs} ms: ${text}`,
  );
}

async function cutCentre(disk: LoopDisk, folder: string, chance: Chance): Promise<string[]> {
  const centre = centreProcess(folder, await freePort());
  centre.launch();
  const afterMs = await randomMoment(chance, longestMs.centre);
  disk.cut();
  await centre.kill();
  disk.comeBack();
  try {
    await centre.start();
    return [];
  } catch (error) {
    return [`after ${afterMs} ms: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await centre.stop();
  }
}

async function randomMoment(chance: Chance, longestMs: number): Promise<number> {
  const afterMs = chance.int(0, longestMs);
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  return afterMs;
}
