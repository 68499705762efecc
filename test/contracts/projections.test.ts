import { createHash } from 'node:crypto';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { addDays } from '#shared/base/business-time.ts';
import { emptyHead, link } from '#shared/ledger/chain.ts';
import type { Envelope } from '#shared/ledger/envelope.ts';
import { balances } from '#shared/projections/balances/balances.projection.ts';
import { books } from '#shared/projections/books/books.projection.ts';
import { foldRows } from '#shared/projections/fold.ts';
import type { Projection, Row } from '#shared/projections/projection.ts';
import { projections } from '#shared/projections/projections.ts';
import { createTableSql, onConflictSql, sqlite } from '#shared/projections/sql.ts';
import { randomFact } from '#test/support/random-facts.ts';
import { seeded, type Chance } from '#test/support/seeded.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const writers = ['till-1', 'till-2', 'till-3'];

/** Three tills' logs of random facts, each in its own order. */
function someLogs(chance: Chance, each: number): Envelope[][] {
  return writers.map((writer, index) => {
    let at = 1_795_000_000_000 + chance.int(0, 1000);
    let head = emptyHead(writer);
    return Array.from({ length: each }, () => {
      const time = { atMs: (at += chance.int(0, 5000)), day: addDays('2026-11-22', chance.int(0, 2)) };
      const [envelope] = link([randomFact(chance, index)], head, time, sha256);
      head = envelope!;
      return envelope!;
    });
  });
}

/** The logs shuffled into one, each still in its own order, as they arrive at the centre. */
function interleaved(logs: readonly Envelope[][], chance: Chance): Envelope[] {
  const left = logs.map((log) => [...log]);
  const merged: Envelope[] = [];
  while (left.some((log) => log.length > 0)) {
    const next = chance.pick(left.filter((log) => log.length > 0)).shift();
    if (next) merged.push(next);
  }
  return merged;
}

/** The read table as SQLite keeps it after these batches of rows, sorted by its key. */
function tableAfter({ table }: Projection, batches: readonly (readonly Row[])[]): unknown[] {
  const db = new Database(':memory:');
  try {
    db.exec(createTableSql(table, sqlite));
    for (const row of batches.flat()) {
      const columns = Object.keys(row);
      const marks = columns.map(() => '?').join(', ');
      db.prepare(
        `INSERT INTO ${table.name} (${columns.join(', ')}) VALUES (${marks}) ${onConflictSql(table, columns, sqlite)}`,
      ).run(...Object.values(row));
    }
    return db.prepare(`SELECT * FROM ${table.name} ORDER BY ${Object.keys(table.key).join(', ')}`).all();
  } finally {
    db.close();
  }
}

describe.each(projections)('the read table $name', (projection) => {
  const chance = seeded(83);
  const logs = someLogs(chance, 750);
  const envelopes = interleaved(logs, chance);
  const whole = tableAfter(projection, [foldRows(projection, envelopes)]);

  test('is filled by the facts of this test', () => {
    expect(whole.length).toBeGreaterThan(1);
  });

  test('is the same whether facts are folded together, one by one or in batches', () => {
    const oneByOne = envelopes.map((envelope) => foldRows(projection, [envelope]));
    expect(tableAfter(projection, oneByOne)).toEqual(whole);
    const batches: Row[][] = [];
    for (let start = 0; start < envelopes.length;) {
      const size = chance.int(1, 90);
      batches.push(foldRows(projection, envelopes.slice(start, start + size)));
      start += size;
    }
    expect(tableAfter(projection, batches)).toEqual(whole);
  });

  test('is the same in whatever order the logs of the tills arrive', () => {
    for (let round = 0; round < 5; round += 1)
      expect(tableAfter(projection, [foldRows(projection, interleaved(logs, chance))])).toEqual(whole);
  });

  test('takes its sums, highs and lows in any order at all', () => {
    const { key, columns } = projection.table;
    const free = [
      ...Object.keys(key),
      ...Object.keys(columns).filter((name) => columns[name]?.merge !== 'last'),
    ];
    const freeOf = (rows: unknown[]) =>
      rows.map((row) => Object.fromEntries(free.map((name) => [name, (row as Row)[name]])));
    const shuffled = foldRows(projection, chance.shuffled(envelopes));
    expect(freeOf(tableAfter(projection, [shuffled]))).toEqual(freeOf(whole));
  });

  test('holds at most one change per row in a fold, and names every key column', () => {
    const rows = foldRows(projection, envelopes);
    const names = rows.map((row) =>
      JSON.stringify(Object.keys(projection.table.key).map((column) => row[column])),
    );
    expect(new Set(names).size).toBe(names.length);
    expect(
      rows.flatMap((row) => Object.keys(projection.table.key).filter((column) => row[column] === undefined)),
    ).toEqual([]);
  });

  test('has no column that it did not announce, and only whole numbers and texts in them', () => {
    const { key, columns } = projection.table;
    const known = {
      ...key,
      ...Object.fromEntries(Object.entries(columns).map(([name, { type }]) => [name, type])),
    };
    for (const row of foldRows(projection, envelopes)) {
      for (const [column, cell] of Object.entries(row)) {
        const fits = known[column] === 'integer' ? Number.isSafeInteger(cell) : typeof cell === 'string';
        expect(cell === null || fits, `${column} holds ${JSON.stringify(cell)}`).toBe(true);
      }
    }
  });

  test('passes over facts that only a newer Tessera knows', () => {
    const newer = envelopes.slice(0, 50).map((envelope) => ({ ...envelope, type: 'TierReached' }));
    expect(foldRows(projection, newer)).toEqual([]);
  });
});

test('in every unit what customers hold and what the day book says of the house sum to zero', () => {
  const logs = someLogs(seeded(82), 300).flat();
  const sums = new Map<unknown, number>();
  for (const row of foldRows(balances, logs).concat(
    foldRows(books, logs).filter((row) => String(row['unit']).includes(':')),
  ))
    sums.set(row['unit'], (sums.get(row['unit']) ?? 0) + Number(row['amount']));
  expect(sums.size).toBeGreaterThan(1);
  expect([...sums.values()].every((sum) => sum === 0)).toBe(true);
});

test('read tables have names of their own, and projections stand in alphabetical order', () => {
  const names = projections.map(({ name }) => name);
  expect(names).toEqual([...new Set(names)].sort());
  expect(new Set(projections.map(({ table }) => table.name)).size).toBe(names.length);
});
