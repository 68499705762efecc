import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearDisks, makeLoopDisk, whyNoPowerCut } from '#test/crash/loop-disk.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';

const why = whyNoPowerCut();
let home: ReturnType<typeof temporaryFolder>;
beforeEach((context) => {
  context.skip(why !== undefined, why);
  home = temporaryFolder();
});
afterEach(() => clearDisks(home.dir));

/** Writes zeros until there is no room for one more sector, and answers what makes room again. */
function fill(folder: string): () => void {
  const file = path.join(folder, 'filler');
  const handle = openSync(file, 'w');
  for (let size = 1024 * 1024; size >= 512;) if (!hasRoomFor(handle, size)) size /= 2;
  closeSync(handle);
  return () => rmSync(file);
}

function hasRoomFor(handle: number, size: number): boolean {
  try {
    writeSync(handle, Buffer.alloc(size));
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return false;
    throw error;
  }
}

test('on a full disk the counter says so and awards nothing, half a sale is nowhere, and with room it goes on with the same sale', async () => {
  const disk = makeLoopDisk(home.dir, 'disk', 64 * 1024 * 1024);
  const folder = path.join(disk.folder, 'till');
  mkdirSync(folder);
  const { till, screen, close } = await openTestTill(folder);
  const sell = async (commandId: string) => {
    await screen.call('checkout.scan', { deviceId: 'test', text: cards.fresh });
    return screen.call('checkout.confirm', { commandId, amountText: '3.00' });
  };
  expect(await sell('before')).toMatchObject({ ok: true });
  const makeRoom = fill(disk.folder);

  // The write-ahead log may have some room of its own: sales go on until it has to grow.
  let asked = 0;
  let thrown: unknown;
  for (; thrown === undefined && asked < 2_000; asked += 1)
    await sell(`on-the-rest-${asked}`).catch((error: unknown) => (thrown = error));
  expect(thrown).toMatchObject({ code: 'DISK_FULL' });
  const { seq } = till.store.head();
  await expect(sell('the-next')).rejects.toMatchObject({ code: 'DISK_FULL' });
  expect(till.store.head().seq).toBe(seq);

  makeRoom();
  expect(await sell('the-next')).toMatchObject({ ok: true });
  const sales = till.store.ownAfter(0, 100_000).filter(({ type }) => type === 'SaleRecorded');
  expect(sales).toHaveLength(asked + 1);
  expect(till.store.verify().faults).toEqual([]);
  await close();
  const again = await openTestTill(folder);
  expect(again.till.store.verify().faults).toEqual([]);
  expect(again.till.store.head().seq).toBeGreaterThan(seq);
  await again.close();
}, 60_000);
