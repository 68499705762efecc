import { expect, onTestFinished, test } from 'vitest';
import { cards, temporaryFolder } from '#test/support/a-till.ts';
import { openTestTill } from '#test/support/open-till.ts';

test('only who agreed stands on the leaderboard, by nickname and with a place, until they take it back or are erased', async () => {
  const folder = temporaryFolder();
  const open = await openTestTill(folder.dir);
  onTestFinished(async () => {
    await open.close();
    folder.remove();
  });
  const { screen } = open;
  let sales = 0;
  const walletOf = async (card: string): Promise<string> => {
    await screen.call('checkout.scan', { deviceId: 'test', text: card });
    const { member } = await screen.call('checkout.visit', {});
    return member?.walletId ?? '';
  };
  const comes = async (card: string, times: number): Promise<string> => {
    for (let time = 0; time < times; time += 1) {
      await walletOf(card);
      await screen.call('checkout.confirm', { commandId: `board-${(sales += 1)}`, amountText: '5' });
    }
    return walletOf(card);
  };
  let here: string | null = null;
  const board = async (back = 0) =>
    (await screen.call('leaderboard.month', { back, here })).rows.map((row) => [
      row.place,
      row.nickname,
      row.visits,
      row.here,
    ]);
  const placeOf = (walletId: string) => screen.call('leaderboard.place', { walletId });
  const change = (walletId: string, person: object) =>
    screen.call('members.change', { walletId, person, anyway: false });
  const agrees = { consents: { 'board.nickname': true } };

  const anna = await comes(cards.eightyPoints, 3);
  const bela = await comes(cards.fresh, 1);
  here = bela;
  await change(anna, { name: 'Anna Rossi', nickname: 'Moka' });
  await change(bela, { name: 'Bela Kiss', nickname: 'Ristretto', ...agrees });
  expect(await board()).toEqual([[1, 'Ristretto', 1, true]]);
  await change(anna, agrees);
  expect(await board()).toEqual([
    [1, 'Moka', 3, false],
    [2, 'Ristretto', 1, true],
  ]);
  expect(await board(1)).toEqual([]);
  expect(JSON.stringify(await screen.call('leaderboard.month', { back: 0, here }))).not.toMatch(
    /Anna|Rossi|Kiss/,
  );
  expect(await placeOf(anna)).toEqual({ place: 1, of: 2, shared: false });
  expect(await placeOf(bela)).toEqual({ place: 2, of: 2, shared: false });
  await comes(cards.fresh, 2);
  expect(await placeOf(bela)).toEqual({ place: 1, of: 2, shared: true });
  await comes(cards.fresh, 1);
  expect(await placeOf(bela)).toEqual({ place: 1, of: 2, shared: false });
  expect(await placeOf(anna)).toEqual({ place: 2, of: 2, shared: false });
  open.till.store.rebuild();
  expect(await placeOf(anna)).toEqual({ place: 2, of: 2, shared: false });
  // Merged by mistake: one person is not on it twice, and both are again when it is undone.
  await screen.call('manager.merge', { from: anna, into: bela, by: 'owner' });
  expect(await placeOf(anna)).toBeNull();
  expect(await board()).toEqual([[1, 'Ristretto', 4, true]]);
  await screen.call('manager.undo-merge', { from: anna, into: bela, by: 'owner' });
  expect(await placeOf(anna)).toEqual({ place: 2, of: 2, shared: false });
  await change(anna, { consents: { 'board.nickname': false } });
  expect(await placeOf(anna)).toBeNull();
  expect(await placeOf(bela)).toEqual({ place: 1, of: 1, shared: false });
  expect(await board()).toEqual([[1, 'Ristretto', 4, true]]);
  await screen.call('members.erase', { walletId: bela });
  expect(await board()).toEqual([]);
});
