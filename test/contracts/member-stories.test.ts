import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { programs } from '#shared/programs/programs.ts';
import { tillInMemory } from '#test/golden/golden-till.ts';
import { MemberStories } from '#test/golden/member-story.ts';
import { playMemberStory } from '#test/golden/play-member-story.ts';

const folder = path.join(import.meta.dirname, '../golden/stories');
const files = readdirSync(folder)
  .sort()
  .map((name) => ({
    name,
    ...MemberStories.parse(JSON.parse(readFileSync(path.join(folder, name), 'utf8'))),
  }));
const all = files.flatMap(({ stories }) => stories);

describe.each(files)('$name', (file) => {
  test.each(file.stories)('$currency: $name', (story) => {
    const expected = { came: story.steps.map((step) => step.expect), end: story.end };
    expect(playMemberStory(file, story, tillInMemory)).toEqual(expected);
  });

  test('names every story once', () => {
    const names = file.stories.map(({ currency, name }) => `${currency} ${name}`);
    expect(names).toEqual([...new Set(names)]);
  });
});

test('every kind of the register is among the golden files, and at least 500 things are told in them', () => {
  const golden = path.join(import.meta.dirname, '../golden');
  const all = ['baskets', 'gift-cards', 'sales', 'stories'].flatMap((shelf) =>
    readdirSync(path.join(golden, shelf)).map(
      (name) => [shelf, JSON.parse(readFileSync(path.join(golden, shelf, name), 'utf8'))] as const,
    ),
  );
  const told = all.map(([, file]) => file.baskets ?? file.stories ?? file.cases);
  expect(told.flat().length).toBeGreaterThanOrEqual(500);
  const kinds = new Set(
    all.flatMap(([shelf, { programs: setUps = {} }]) => [
      ...Object.values<{ type: string }>(setUps).map(({ type }) => type),
      ...(shelf === 'gift-cards' ? [shelf] : []),
    ]),
  );
  expect([...kinds].sort()).toEqual(programs.map(({ type }) => type));
});

test('there are enough of them, in currencies of no, two and three decimals', () => {
  expect(all.length).toBeGreaterThanOrEqual(40);
  expect(new Set(all.map(({ currency }) => currency))).toEqual(new Set(['EUR', 'HUF', 'KWD']));
});
