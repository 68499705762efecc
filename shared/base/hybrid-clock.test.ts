import { expect, test } from 'vitest';
import { hybridNext, hybridZero } from './hybrid-clock.ts';

const ms = (reading: string): number => Number.parseInt(reading.slice(0, 12), 16);

test('a reading follows the wall clock while that goes on', () => {
  const first = hybridNext(hybridZero, 1_795_000_000_000);
  expect(ms(first)).toBe(1_795_000_000_000);
  expect(ms(hybridNext(first, 1_795_000_000_001))).toBe(1_795_000_000_001);
});

test('within one millisecond the counter tells readings apart', () => {
  const first = hybridNext(hybridZero, 5000);
  expect([first, hybridNext(first, 5000)]).toEqual(['000000001388-0000', '000000001388-0001']);
});

test('a clock that jumps back does not take the order back', () => {
  const before = hybridNext(hybridZero, 1_000_000);
  const after = hybridNext(before, 10);
  expect(after > before).toBe(true);
  expect(ms(after)).toBe(1_000_000);
});

test('a full counter borrows the next millisecond', () => {
  expect(hybridNext('000000001388-ffff', 5000)).toBe('000000001389-0000');
  expect(hybridNext('000000001388-ffff', 4000)).toBe('000000001389-0000');
});

test('readings sort as texts in the order they were taken, whatever the wall clock does', () => {
  let last = hybridZero;
  const walls = [1, 1, 70_000, 3, 3, 70_000, 70_001, 0, 9e12, 5];
  for (let round = 0; round < 20_000; round += 1) {
    const next = hybridNext(last, walls[round % walls.length] ?? 0);
    expect(next > last && next.length === 17, `${last} then ${next}`).toBe(true);
    last = next;
  }
});
