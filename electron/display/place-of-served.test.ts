import { expect, test } from 'vitest';
import type { PlaceOnBoard } from '#shared/api/leaderboard.api.ts';
import { placeOfServed } from './place-of-served.ts';

const [anna, bela] = ['a'.repeat(32), 'b'.repeat(32)];
const first: PlaceOnBoard = { place: 1, of: 2, shared: false };

/** A board that answers when it is told to, and somebody who is served. */
function given() {
  const answers: { resolve(place: PlaceOnBoard | null): void; reject(error: Error): void }[] = [];
  const who: { walletId: string | undefined } = { walletId: anna };
  let told = 0;
  const placeOf = () =>
    new Promise<PlaceOnBoard | null>((resolve, reject) => void answers.push({ resolve, reject }));
  const place = placeOfServed({ walletId: () => who.walletId }, { placeOf }, () => (told += 1));
  return { place, answers, who, told: () => told };
}

test('a place is told when it is known, and is nobody else’s', async () => {
  const { place, answers, who, told } = given();
  place.follow();
  expect(place.get()).toBeNull();
  answers[0]?.resolve(first);
  await Promise.resolve();
  expect([place.get(), told()]).toEqual([first, 1]);
  who.walletId = bela;
  place.follow();
  expect(place.get()).toBeNull();
  who.walletId = undefined;
  place.follow();
  expect([place.get(), answers.length]).toEqual([null, 2]);
});

test('of two answers the one that was asked for last holds, and one that fails shows nothing', async () => {
  const { place, answers, told } = given();
  place.follow();
  place.follow();
  answers[1]?.resolve({ ...first, place: 2 });
  answers[0]?.resolve(first);
  await Promise.resolve();
  expect([place.get()?.place, told()]).toEqual([2, 1]);
  place.follow();
  answers[2]?.reject(new Error('the till is closing'));
  await Promise.resolve();
  expect(place.get()?.place).toBe(2);
});
