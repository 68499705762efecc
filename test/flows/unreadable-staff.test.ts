import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill, type TillUnderTest } from '#test/support/open-till.ts';
import { codeOf, staffOf } from '#test/support/staffed-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
let under: TillUnderTest;
beforeEach(async () => {
  folder = temporaryFolder();
  under = await openTestTill(folder.dir);
});
afterEach(async () => {
  await under.close();
  folder.remove();
});
const { add, idOf, signIn } = staffOf(() => under);

/** Spoils the entries of these in the file, and opens the till again. */
async function spoil(...staffIds: string[]): Promise<void> {
  await under.close();
  const db = new Database(path.join(folder.dir, 'till.db'));
  for (const staffId of staffIds)
    expect(db.prepare('UPDATE staff SET sealed = zeroblob(60) WHERE staff_id = ?').run(staffId).changes).toBe(
      1,
    );
  db.close();
  under = await openTestTill(folder.dir);
}

test('a till that cannot read who works there stays locked, says so, and lets nobody make themselves its owner', async () => {
  await add('Ada', 'owner');
  await add('Bela', 'cashier');
  await spoil(idOf('Ada'), idOf('Bela'));
  const { call } = under.screen;
  expect(await call('access.view', {})).toMatchObject({
    staffed: true,
    unreadable: 2,
    people: [],
    who: null,
  });
  expect(await codeOf(call('checkout.visit', {}))).toBe('LOCKED');
  expect(await codeOf(add('Zoe', 'owner'))).toBe('LOCKED');
  expect(await codeOf(call('people.list', {}))).toBe('LOCKED');
});

test('whoever was the owner once does not become it again where the owner’s entry cannot be read', async () => {
  await add('Ada', 'owner');
  await add('Mara', 'owner');
  const { call } = under.screen;
  expect(await call('people.change', { staffId: idOf('Mara'), role: 'cashier' })).toEqual({ ok: true });
  await spoil(idOf('Ada'));
  expect(await signIn('Mara')).toEqual({ ok: true });
  expect(await under.screen.call('access.view', {})).toMatchObject({
    unreadable: 1,
    who: { role: 'cashier' },
  });
});
