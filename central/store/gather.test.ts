import { expect, test } from 'vitest';
import { emptyHead, headAt, link } from '#shared/ledger/chain.ts';
import { foldAll } from '#shared/projections/fold.ts';
import type { Cell } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { screen } from '#shared/projections/screen.ts';
import { randomFact } from '#test/support/random-facts.ts';
import { seeded } from '#test/support/seeded.ts';
import { sha256 } from '#test/support/till-pen.ts';
import { gather, type Group } from './gather.ts';

const someEntries = (seed: number) => {
  const chance = seeded(seed);
  let head = emptyHead('till-1');
  const log = Array.from({ length: 400 }, () => {
    const at = { atMs: 1_795_000_000_000 + chance.int(0, 5_000), day: '2026-11-22' };
    const written = link([randomFact(chance, 0)], head, at, sha256);
    head = headAt(written[0]!);
    return written[0]!;
  });
  return screen(log).sound;
};

const rowsOf = ({ columns }: Group): Record<string, Cell>[] =>
  ([...columns.values()][0] ?? []).map((_, place) =>
    Object.fromEntries([...columns].map(([name, cells]) => [name, cells[place] ?? null])),
  );

test.each([1, 2, 3, 4, 5])('gathered columns say what folded rows say, seed %i', (seed) => {
  const entries = someEntries(seed);
  const folded = foldAll(projections, entries);
  const gathered = gather(entries);
  expect(gathered.map(({ projection }) => projection)).toEqual(folded.map(({ projection }) => projection));
  for (const [index, { projection, rows }] of folded.entries()) {
    const { key, columns } = projection.table;
    const nothing = Object.fromEntries(
      Object.entries(columns)
        .filter(([, { merge }]) => merge !== 'last')
        .map(([name, { merge }]) => [name, merge === 'sum' ? 0 : null]),
    );
    const nameOf = (row: Readonly<Record<string, Cell>>) =>
      Object.keys(key)
        .map((name) => String(row[name]))
        .join('\0');
    const inOrder = (some: readonly Readonly<Record<string, Cell>>[]) =>
      some.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    const groups = gathered[index]?.groups.map(rowsOf) ?? [];
    expect(inOrder(groups.flat()), projection.name).toEqual(
      inOrder(rows.map((row) => ({ ...nothing, ...row }))),
    );
    for (const group of groups) expect(group).toEqual(inOrder(group));
  }
});

test('rows that set other columns stand in a group of their own', () => {
  const groupsOf = (seed: number) => gather(someEntries(seed)).map(({ groups }) => groups.length);
  expect(Math.max(...[1, 2, 3, 4, 5].flatMap(groupsOf))).toBeGreaterThan(1);
});
