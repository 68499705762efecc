import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nodeMachine } from '#electron/platform/machine.ts';
import { openStore } from '#electron/store/store.ts';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());
const file = () => path.join(folder.dir, 'till.db');

/** Years of a till in a second: events enough that the first ones are not among the last, and a file too large to be read at once. */
async function anOldTill(): Promise<void> {
  const { close } = await openTestTill(folder.dir);
  await close();
  const store = openStore(file(), nodeMachine);
  const cardId = (card: number) => String(card).padStart(64, '0');
  const facts = Array.from({ length: 1_500 }, (_, card) => ({
    type: 'CardBlocked' as const,
    body: { cardId: cardId(card), reason: 'lost' as const },
  }));
  store.commit({ facts, time: { atMs: nodeMachine.now(), day: '2026-11-22' } });
  store.close();
  const db = new Database(file());
  db.exec('CREATE TABLE ballast (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
  db.exec('INSERT INTO ballast (bytes) VALUES (zeroblob(70000000))');
  db.close();
}

test('a till with years in its file serves at once; a byte that changed in them stops it, in words, as soon as it is found', async () => {
  await anOldTill();
  const db = new Database(file());
  db.exec('DROP TRIGGER ledger_event_is_never_changed');
  db.exec(`UPDATE ledger_event SET body = replace(body, 'points', 'POINTS') WHERE seq = 2`);
  db.close();

  const said: string[] = [];
  const { till, screen, close } = await openTestTill(folder.dir, { log: (line) => void said.push(line) });
  const damaged = new Promise<void>((resolve) => {
    screen.on('till.status-changed', ({ ledger }) => {
      if (ledger === 'damaged') resolve();
    });
  });
  expect(till.status().ledger).toBe('ok');
  await screen.call('checkout.scan', { deviceId: 'test', text: cards.fresh });
  const sold = await screen.call('checkout.confirm', { commandId: 'first', amountText: '23.40' });
  expect(sold.ok).toBe(true);

  await damaged;
  expect(said.join('\n')).toMatch(/damaged \(event 2 of its log: WRONG_HASH\)/);
  await screen.call('checkout.scan', { deviceId: 'test', text: cards.fresh });
  await expect(
    screen.call('checkout.confirm', { commandId: 'second', amountText: '23.40' }),
  ).rejects.toMatchObject({ code: 'TILL_STOPPED' });
  await close();
});
