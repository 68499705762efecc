import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeProfile } from '#shared/members/profile.ts';
import { sealProfile } from '#shared/members/sealed-profile.ts';
import { ShopSettings } from '#shared/settings/shop-settings.ts';
import { demoShop } from '#electron/demo/demo-shop.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { nodeSealer } from '#electron/platform/sealer.ts';
import { openStore, type Store } from '#electron/store/store.ts';
import { temporaryFolder } from '#test/support/a-till.ts';
import { createMembersBoard, type MembersBoard } from './members-board.ts';

const atMs = Date.UTC(2026, 10, 22, 12);
const [day, month] = ['2026-11-22', '2026-11'];
let folder: ReturnType<typeof temporaryFolder>;
let store: Store;
let board: MembersBoard;
const walletOf = (index: number): string => index.toString(16).padStart(32, '0');
const agreed = { given: true, atMs, till: 'till-2', text: 'marketing-2026-11' };

beforeEach(() => {
  folder = temporaryFolder();
  store = openStore(path.join(folder.dir, 'till.db'), nodeMachine);
  board = createMembersBoard({
    store,
    settings: ShopSettings.parse(demoShop.settings),
    machine: { now: () => atMs },
  });
});
afterEach(() => {
  store.close();
  folder.remove();
});

/** Members of the whole chain, as the centre tells of them: how often each came. */
function told(visits: readonly number[]): void {
  const profiles = visits.map((_, index) => {
    const person = { nickname: `Nick ${index}`, 'board.nickname': agreed };
    return sealProfile(
      walletOf(index),
      nodeSealer.newKey(),
      changeProfile({}, person, { by: 'till-2', nowMs: atMs }),
      nodeSealer,
    );
  });
  store.profiles.learn(profiles, 'p1', false);
  came(visits, 'c1');
}
function came(visits: readonly number[], cursor: string): void {
  const columns = ['wallet_id', 'month', 'visits', 'spent_minor', 'points', 'last_day'];
  const rows = visits.map((times, index) => [walletOf(index), month, times, 0, 0, day]);
  store.learn([{ table: 'activity', columns, rows }], cursor);
}
/** Those who take part in an order that is nobody's, the last of them the first on the board. */
const many = Array.from({ length: 1_500 }, (_, index) => index + 1);

test('everybody who takes part is ranked, however many they are', async () => {
  told(many);
  const { rows, of } = await board.month(0, walletOf(1_499));
  expect(of).toBe(1_500);
  expect(rows).toHaveLength(100);
  expect(rows.slice(0, 2)).toEqual([
    { place: 1, nickname: 'Nick 1499', visits: 1_500, here: true },
    { place: 2, nickname: 'Nick 1498', visits: 1_499, here: false },
  ]);
  expect(await board.placeOf(walletOf(0))).toEqual({ place: 1_500, of: 1_500, shared: false });
  expect(await board.placeOf(walletOf(1_000))).toEqual({ place: 500, of: 1_500, shared: false });
});

test('a place is as of now: who overtakes, draws level, is merged into another or is gone moves the others', async () => {
  told([3, 2, 2, 1, 0]);
  const places = () => Promise.all([0, 1, 2, 3, 4].map((index) => board.placeOf(walletOf(index))));
  const at = (place: number, of: number, shared = false) => ({ place, of, shared });
  expect(await places()).toEqual([at(1, 4), at(2, 4, true), at(2, 4, true), at(4, 4), null]);
  came([3, 2, 4, 1, 1], 'c2');
  expect(await places()).toEqual([at(2, 5), at(3, 5), at(1, 5), at(4, 5, true), at(4, 5, true)]);
  store.rebuild();
  expect(await places()).toEqual([at(2, 5), at(3, 5), at(1, 5), at(4, 5, true), at(4, 5, true)]);
  const by = 'owner';
  const time = { atMs, day };
  const [from, into] = [walletOf(2), walletOf(3)];
  store.commit({ facts: [{ type: 'MembersMerged', body: { from, into, by } }], time });
  expect(await places()).toEqual([at(1, 4), at(2, 4), null, at(3, 4, true), at(3, 4, true)]);
  store.commit({ facts: [{ type: 'MemberErased', body: { walletId: walletOf(0), by } }], time });
  expect(await places()).toEqual([null, at(1, 3), null, at(2, 3, true), at(2, 3, true)]);
});

test('what is written while many are counted is counted, and a sale goes first', async () => {
  told(many);
  const asked = board.placeOf(walletOf(1_499));
  const order: string[] = [];
  const answered = asked.then((place) => {
    order.push('place');
    return place;
  });
  await new Promise<void>((next) => void setImmediate(next));
  came([9_999], 'c2');
  order.push('sale');
  expect(await answered).toEqual({ place: 2, of: 1_500, shared: false });
  expect(order).toEqual(['sale', 'place']);
});
