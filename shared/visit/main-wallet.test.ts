import { expect, test } from 'vitest';
import { seeded } from '#test/support/seeded.ts';
import { mainWallet, walletsOfOne, type Alias } from './main-wallet.ts';

const alias = (from: string, into: string): Alias => ({ from, into });

test('a merged wallet counts as where it went, and a branch or a circle as the first by name', () => {
  expect(mainWallet('a', [])).toBe('a');
  expect(mainWallet('a', [alias('a', 'b'), alias('b', 'c')])).toBe('c');
  expect(mainWallet('a', [alias('a', 'c'), alias('a', 'b')])).toBe('b');
  for (const one of ['a', 'b', 'c'])
    expect(mainWallet(one, [alias('b', 'c'), alias('c', 'a'), alias('a', 'b')])).toBe('a');
});

test('the wallets of one person are all that count as the same, however the merges hang together', () => {
  const chance = seeded(33);
  for (let round = 0; round < 500; round += 1) {
    const names = [...'abcdefgh'];
    const merges = Array.from({ length: chance.int(0, 9) }, () =>
      alias(chance.pick(names), chance.pick(names)),
    );
    for (const one of names) {
      const main = mainWallet(one, merges);
      const same = names.filter((other) => other === one || mainWallet(other, merges) === main);
      expect(walletsOfOne(one, merges).sort()).toEqual(same);
    }
  }
});
