import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, openCounter, temporaryFolder } from '#test/support/a-till.ts';
import { knownRows } from './known.ts';
import { createMemberLookUp } from './member-look-up.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

const walletId = walletIdOf(cardIdOf(cards.fresh, nodeMachine.sha256), nodeMachine.sha256);

test('what is known of a member follows from what they bought', async () => {
  const till = await openCounter(folder.dir);
  for (const amount of ['23.40', '10.00']) {
    till.scan(cards.fresh);
    till.sell(amount);
  }
  const facts = till.store.look.memberFacts(walletId);
  expect(facts.months).toMatchObject([{ visits: 2, spentMinor: 3340 }]);
  expect(facts.lastSeenDay?.slice(0, 7)).toBe(facts.months[0]?.month);
  expect(facts.enrolledDay).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(till.store.look.memberFacts('f'.repeat(32))).toMatchObject({
    enrolledDay: null,
    lastSeenDay: null,
    months: [],
  });
  till.close();
});

test('only what is asked for is read, and once, and the birthday is told by who knows it', async () => {
  const till = await openCounter(folder.dir);
  till.close();
  const read: string[] = [];
  const db = new Database(path.join(folder.dir, 'till.db'), { verbose: (sql) => read.push(String(sql)) });
  const facts = createMemberLookUp(db).memberFacts(walletId, {
    birthday() {
      read.push('birthday');
      return '11-22';
    },
  });
  expect(read).toEqual([]);
  for (let times = 0; times < 2; times += 1) expect(facts.months).toEqual(facts.months);
  expect(facts.lastSeenDay).toBeNull();
  expect(read).toHaveLength(1);
  for (let times = 0; times < 2; times += 1) expect(facts.birthday).toBe('11-22');
  expect(read.slice(1)).toEqual(['birthday']);
  expect([facts.enrolledDay, facts.enrolledDay, facts.given, facts.given]).toHaveLength(4);
  expect(read).toHaveLength(4);
  db.close();
});

test.each(['here', 'elsewhere'] as const)(
  'a card opens the wallet of whom its member turned out to be, when that was found out %s',
  async (where) => {
    const till = await openCounter(folder.dir);
    const cardId = cardIdOf(cards.fresh, nodeMachine.sha256);
    const into = walletIdOf(cardIdOf(cards.eightyPoints, nodeMachine.sha256), nodeMachine.sha256);
    expect(till.store.look.card(cardId)?.walletId).toBe(walletId);
    if (where === 'here')
      till.store.commit({
        facts: [{ type: 'MembersMerged', body: { from: walletId, into, by: 'manager' } }],
        time: { atMs: 1_795_000_000_000, day: '2026-11-22' },
      });
    else {
      const row = { from_wallet: walletId, into_wallet: into, merges: 1 };
      till.store.learn([knownRows('aliases', [row])], 'told');
    }
    expect(till.store.look.card(cardId)?.walletId).toBe(into);
    till.close();
  },
);
