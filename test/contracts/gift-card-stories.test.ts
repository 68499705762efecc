import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { GiftStories } from '#test/golden/gift-story.ts';
import { tillInMemory } from '#test/golden/golden-till.ts';
import { playGiftStory } from '#test/golden/play-gift-story.ts';

const folder = path.join(import.meta.dirname, '../golden/gift-cards');
const files = readdirSync(folder)
  .sort()
  .map((name) => ({ name, ...GiftStories.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))) }));

describe.each(files)('$name', ({ stories }) => {
  test.each(stories)('$name', (story) => {
    const expected = { came: story.steps.map((step) => step.expect), end: story.end };
    expect(playGiftStory(story, tillInMemory)).toEqual(expected);
  });
});

test('there are enough of them, in currencies of no, two and three decimals', () => {
  const stories = files.flatMap((file) => file.stories);
  expect(stories.length).toBeGreaterThanOrEqual(60);
  expect(new Set(stories.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'HUF', 'KWD']));
});
