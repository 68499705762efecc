import { expect, test } from 'vitest';
import { createBadgeTries } from './badge-tries.ts';

function triesOfATill() {
  const places = new Map<string, string>();
  return createBadgeTries({
    readOnly: false,
    placeOf: (place) => places.get(place),
    setPlace: (place, text) => void places.set(place, text),
  });
}

test('whoever shows their own badge in between cannot guess for ever', () => {
  const tries = triesOfATill();
  let guesses = 0;
  while (tries.lockedUntilMs(0) === null && guesses < 100) {
    tries.wrong(0);
    guesses += 1;
    if (guesses % 4 === 0 && tries.lockedUntilMs(0) === null) tries.right();
  }
  expect(guesses).toBe(6);
});

test('slips of a long day are made good one by one', () => {
  const tries = triesOfATill();
  for (let hour = 0; hour < 10; hour += 1) {
    tries.wrong(0);
    tries.right();
  }
  expect(tries.lockedUntilMs(0)).toBeNull();
});
