import { expect, test } from 'vitest';
import { Trouble } from '#shared/base/trouble.ts';
import { Busy, follow } from './follow.ts';

/** Runs these rounds one after the other, and answers how long each began after the one before, and what was told of it. */
async function pausesOf(
  rounds: readonly (() => 'more' | 'done')[],
  rests: { first: number; longest: number },
) {
  const begun: number[] = [];
  const told: (string | null)[] = [];
  let over = (): void => undefined;
  const ended = new Promise<void>((resolve) => (over = resolve));
  const follower = follow(
    () => {
      begun.push(performance.now());
      const round = rounds[begun.length - 1];
      if (round) return Promise.resolve().then(round);
      over();
      return Promise.resolve('done');
    },
    { idleMs: 0, firstTroubleMs: rests.first, longestTroubleMs: rests.longest },
    (trouble) => void told.push(trouble?.code ?? null),
    () => 0,
  );
  await ended;
  await follower.close();
  return { pauses: begun.slice(1).map((at, nth) => at - (begun[nth] ?? 0)), told };
}

const fails = (error: Error) => (): never => {
  throw error;
};

test('a centre that is busy is left alone for as long as it asked, and then asked again', async () => {
  const busy = new Busy('BUSY', 'Many tills are uploading', 150);
  const { pauses, told } = await pausesOf([fails(busy), () => 'done'], { first: 1, longest: 2 });
  expect(pauses[0]).toBeGreaterThan(145);
  expect(told.slice(0, 2)).toEqual(['BUSY', null]);
});

test('after trouble it rests longer each time, up to a limit', async () => {
  const away = fails(new Trouble('CENTRE_UNREACHABLE', 'nobody answers', 'soon'));
  const { pauses } = await pausesOf([away, away, away, away], { first: 40, longest: 160 });
  // Three quarters of 40, 80, 160 and again 160.
  const [first = 0, second = 0, third = 0, fourth = 0] = pauses;
  expect(first).toBeGreaterThan(29);
  expect(second).toBeGreaterThan(59);
  expect(third).toBeGreaterThan(119);
  expect(fourth).toBeGreaterThan(119);
});

test('what nobody expected is told as trouble and stops nothing', async () => {
  const { told } = await pausesOf([fails(new TypeError('a slip of ours'))], { first: 1, longest: 1 });
  expect(told[0]).toBe('SYNC_BROKEN');
});
