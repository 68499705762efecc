import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cardIdOf, walletIdOf } from '#shared/members/wallet.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { cards, openCounter, temporaryFolder } from '#test/support/a-till.ts';
import { createFollowers } from './followers.ts';
import { createHistoryPlaces } from './history-places.ts';
import { createLogTable } from './log-table.ts';
import { openDatabase } from './open-database.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => (folder = temporaryFolder()));
afterEach(() => folder.remove());
const { sha256 } = nodeMachine;
const wallet = walletIdOf(cardIdOf(cards.fresh, sha256), sha256);

test('what stands behind the place where a log became another one is read anew, and found once', async () => {
  const counter = await openCounter(folder.dir);
  const { writer } = counter.store;
  counter.scan(cards.fresh);
  counter.sell('5.00');
  const { seq: common } = counter.store.head();
  counter.scan(cards.fresh);
  counter.sell('6.00');
  counter.close();
  const { db } = openDatabase(path.join(folder.dir, 'till.db'));
  try {
    const places = createHistoryPlaces(db, writer, createLogTable(db, writer), createFollowers(db));
    const sales = () =>
      places.page([wallet], null, 100).flatMap(({ type, seq }) => (type === 'SaleRecorded' ? seq : []));
    expect(sales()).toEqual([]);
    while (places.gather());
    expect(sales()).toEqual([common + 1, expect.any(Number)]);
    places.forget(common);
    expect(sales()).toHaveLength(1);
    while (places.gather());
    expect(sales()).toHaveLength(2);
  } finally {
    db.close();
  }
});
