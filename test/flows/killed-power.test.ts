import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serverAccount } from '#central/platform/account.ts';
import { openFolder } from '#central/platform/postgres-folder.ts';
import { openTillKey } from '#electron/platform/till-key.ts';
import { foundAtTill, type Found } from '#test/crash/audit.ts';
import { clearDisks, makeLoopDisk, whyNoPowerCut, type LoopDisk } from '#test/crash/loop-disk.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { startSeller, takeBack, toldNothing } from '#test/support/seller-process.ts';

const why = whyNoPowerCut();
const diskBytes = 256 * 1024 * 1024;
const unsafeSqlite = path.resolve(import.meta.dirname, '../crash/unsafe-sqlite.ts');

let home: ReturnType<typeof temporaryFolder>;
let disk: LoopDisk;
beforeEach((context) => {
  context.skip(why !== undefined, why);
  home = temporaryFolder();
  chmodSync(home.dir, 0o755);
  disk = makeLoopDisk(home.dir, 'disk', diskBytes);
});
afterEach(() => clearDisks(home.dir));

test('the power goes right after a till made its key: it is still that one', () => {
  const till = path.join(disk.folder, 'till');
  mkdirSync(till);
  const { publicKey } = openTillKey(till);
  disk.cut();
  disk.comeBack();
  expect(openTillKey(till).publicKey).toBe(publicKey);
});

test("the power goes right after the password of the centre's database was made: it is still that one", () => {
  const centre = openFolder(path.join(disk.folder, 'centre'), serverAccount(), () => {});
  disk.cut();
  disk.comeBack();
  expect(readFileSync(path.join(centre.root, 'password'), 'utf8').trim()).toBe(centre.password);
});

/** Lets a till sell and cuts its power once it confirmed so many sales. */
async function sellAndCut(sales: number, preload?: string): Promise<Found> {
  const told = toldNothing();
  const folder = path.join(disk.folder, 'till');
  const order = { folder, from: 1, to: Number.POSITIVE_INFINITY, centre: 'off' };
  let cutAtNs = 0n;
  const seller = startSeller(preload ? { ...order, preload } : order, told, () => {
    // Once the disk is gone the till may end by itself; one that goes on is ended.
    if (cutAtNs > 0n) seller.signal('SIGKILL');
    else if (told.confirmed.size >= sales) cutAtNs = disk.cut();
  });
  await seller.ended;
  takeBack(told, cutAtNs);
  expect(told.confirmed.size).toBeGreaterThanOrEqual(sales);
  disk.comeBack();
  return foundAtTill(folder, told);
}

test('the power of a till is cut in the middle of its sales: every sale it confirmed is there, and nothing half', async () => {
  expect(await sellAndCut(40)).toEqual({ lost: 0, findings: [] });
});

test('a till that would not wait for its disk loses what it confirmed: the cut is a real one', async () => {
  const { lost } = await sellAndCut(40, unsafeSqlite);
  expect(lost).toBeGreaterThan(0);
});
