import { expect, test } from 'vitest';
import { centre, Drawer, ownsDrawer, suspenseOf, transitTo, Writer } from './drawer.ts';

const drawers = [
  'till-1',
  'till-2',
  centre,
  ...['till-1', 'till-2'].flatMap((till) => [transitTo(till), suspenseOf(till)]),
];
const ownedBy = (writer: string, seizing = false) =>
  drawers.filter((drawer) => ownsDrawer(writer, drawer, seizing));

test('a till takes out of its own drawer and what is on the way to it', () => {
  expect(ownedBy('till-1')).toEqual(['till-1', 'transit:till-1']);
  expect(ownedBy('till-1', true)).toEqual(['till-1', 'transit:till-1']);
  expect(ownedBy('till')).toEqual([]);
});

test('the centre takes out of its own drawer, transit and suspense, and out of a till’s only to seize it', () => {
  const centres = drawers.filter((drawer) => drawer === centre || drawer.includes(':'));
  expect(ownedBy(centre)).toEqual(centres);
  expect(ownedBy(centre, true)).toEqual(drawers);
});

test('nobody’s name passes for another kind of drawer', () => {
  for (const drawer of drawers) expect(Drawer.parse(drawer)).toBe(drawer);
  for (const name of ['transit:till-1', 'suspense:till-1', '', 'a b', 'x'.repeat(65)])
    expect(Writer.safeParse(name).success, name).toBe(false);
  for (const drawer of ['transit:', 'transit:suspense:till-1', 'somewhere:till-1', 'till-1\n'])
    expect(Drawer.safeParse(drawer).success, drawer).toBe(false);
  expect(ownsDrawer('transit:till-1', 'transit:till-1')).toBe(false);
  expect(ownsDrawer('suspense:till-1', 'suspense:till-1')).toBe(false);
});
