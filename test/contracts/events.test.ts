import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/base/canonical-json.ts';
import type { EventKind } from '#shared/ledger/event.ts';
import { bodyText, factOf, postingsOf } from '#shared/ledger/envelope.ts';
import { events, kindOf, type Fact } from '#shared/ledger/events.ts';
import { assertBalanced, Drawer, Holder, Lot, Unit } from '#shared/ledger/posting.ts';
import { randomFact } from '#test/support/random-facts.ts';
import { seeded } from '#test/support/seeded.ts';

const folder = path.join(import.meta.dirname, 'golden');
const kinds = Object.entries(events) as unknown as [string, EventKind][];

/** What is kept of a fact for ever: its bytes as they were hashed, and the value it moves. */
interface Golden {
  type: string;
  version: number;
  body: string;
  postings: unknown;
}

const fileOf = (type: string, version: number): string => {
  const name = type.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  return path.join(folder, `${name}.v${version}.json`);
};
const read = (file: string): Golden => JSON.parse(readFileSync(file, 'utf8')) as Golden;
const factFor = (kind: EventKind): Fact => ({ type: kind.type, body: kind.example }) as Fact;
const goldenOf = (kind: EventKind): Golden => ({
  type: kind.type,
  ...bodyText(factFor(kind)),
  postings: postingsOf(factFor(kind), 'till-1'),
});

describe.each(kinds)('the event %s', (name, kind) => {
  test('is registered under its own name', () => {
    expect(kind.type).toBe(name);
    expect(kindOf(name)).toBe(kind);
  });

  test('has an example that fits its schema and comes back from its bytes as it was', () => {
    const { version, body } = bodyText(factFor(kind));
    expect(canonicalJson(JSON.parse(body) as Json)).toBe(body);
    expect(factOf({ type: name, version, body })).toEqual(factFor(kind));
    expect(bodyText(factOf({ type: name, version, body }) as Fact).body).toBe(body);
  });

  test('moves value from drawer to drawer only as double entry', () => {
    const postings = postingsOf(factFor(kind), 'till-1');
    expect(() => assertBalanced(postings)).not.toThrow();
    for (const posting of postings) {
      Holder.parse(posting.holder);
      Unit.parse(posting.unit);
      Drawer.parse(posting.drawer);
      Lot.parse(posting.lot);
    }
    expect(postings.every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0)).toBe(true);
  });

  test('takes from a customer only out of the drawer of the till that says so', () => {
    const taken = postingsOf(factFor(kind), 'some-till').filter(
      ({ holder, amount }) => amount < 0 && !holder.startsWith('house:'),
    );
    expect(taken.filter(({ drawer }) => drawer !== 'some-till')).toEqual([]);
  });

  test('still has the bytes and postings that were written down for it', () => {
    const file = fileOf(name, kind.version);
    const known = existsSync(file);
    if (!known && !process.env['CI']) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, `${JSON.stringify(goldenOf(kind), null, 2)}\n`);
    }
    expect(known, `${path.basename(file)} was not there: look at it and commit it`).toBe(true);
    expect(goldenOf(kind)).toEqual(read(file));
  });

  test('still reads every older version', () => {
    for (let version = 1; version <= kind.version; version += 1) {
      const golden = read(fileOf(name, version));
      const fact = factOf(golden);
      expect(fact?.type).toBe(name);
      expect(postingsOf(fact as Fact, 'till-1'), `the value that version ${version} moved`).toEqual(
        golden.postings,
      );
    }
  });
});

test('no golden example is of a kind or version that was taken away', () => {
  const files = readdirSync(folder).map((file) => read(path.join(folder, file)));
  expect(files.filter(({ type, version }) => version > (kindOf(type)?.version ?? 0))).toEqual([]);
  expect(files.length).toBeGreaterThanOrEqual(kinds.length);
});

test('whatever stands in a fact, its value cancels out and it comes back from its bytes', () => {
  const chance = seeded(61);
  for (let round = 0; round < 1500; round += 1) {
    const fact = randomFact(chance, 1);
    expect(() => postingsOf(fact, 'till-1')).not.toThrow();
    expect(factOf({ type: fact.type, ...bodyText(fact) })).toEqual(fact);
  }
});

test('events stand in alphabetical order', () => {
  expect(Object.keys(events)).toEqual(Object.keys(events).sort());
});
