import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { canonicalJson, type Json } from '#shared/base/canonical-json.ts';
import { centre, Drawer } from '#shared/ledger/drawer.ts';
import { assertAllowed, type EventKind } from '#shared/ledger/event.ts';
import { bodyText, factOf, postingsOf } from '#shared/ledger/envelope.ts';
import { events, kindOf, type Fact } from '#shared/ledger/events.ts';
import { Holder, holderKind, mayGoBelowZero } from '#shared/ledger/holder.ts';
import { assertBalanced, Lot, type Posting, Unit } from '#shared/ledger/posting.ts';
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
/** Those who may record such a fact: a till, the centre, or both. */
const writersOf = ({ by }: EventKind): string[] =>
  by === 'either' ? ['till-1', centre] : [by === 'centre' ? centre : 'till-1'];
const writerOf = (kind: EventKind): string => writersOf(kind)[0] ?? '';
const goldenOf = (kind: EventKind): Golden => ({
  type: kind.type,
  ...bodyText(factFor(kind)),
  postings: postingsOf(factFor(kind), writerOf(kind)),
});

/** Facts by which value changes drawers and nothing else. */
const movers = [
  'DrawerSeized',
  'RightsAccepted',
  'RightsCancelled',
  'RightsGranted',
  'RightsSuspended',
  'RightsReturned',
  'SuspenseReleased',
];
/** Facts by which what is owed changes drawers. */
const debtMovers = ['DebtHandedOver', 'DebtSeized'];
/** Facts that pay in one place what is owed in another. */
const payers = ['DebtRepaid', 'RiskCovered'];
/** Facts with a rule of their own. */
const others = ['ReceiptClaimed', 'RiskFound'];

/** What postings come to, for each value of what `of` reads. */
function sumsBy(postings: readonly Posting[], of: (posting: Posting) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const posting of postings) sums.set(of(posting), (sums.get(of(posting)) ?? 0) + posting.amount);
  return sums;
}
const allZero = (sums: ReadonlyMap<string, number>): boolean => [...sums.values()].every((sum) => sum === 0);

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

  test.each(writersOf(kind))('moves value only as double entry, when %s records it', (writer) => {
    const postings = postingsOf(factFor(kind), writer);
    expect(() => assertBalanced(postings)).not.toThrow();
    for (const posting of postings) {
      Holder.parse(posting.holder);
      Unit.parse(posting.unit);
      Drawer.parse(posting.drawer);
      Lot.parse(posting.lot);
    }
    expect(postings.every(({ amount }) => Number.isSafeInteger(amount) && amount !== 0)).toBe(true);
  });

  test.each(writersOf(kind))('takes from customers only out of the drawers that %s owns', (writer) => {
    expect(() => assertAllowed(kind, postingsOf(factFor(kind), writer), writer)).not.toThrow();
  });

  test('is nothing that just anybody may record', () => {
    for (const writer of ['till-1', centre].filter((one) => !writersOf(kind).includes(one)))
      expect(() => assertAllowed(kind, [], writer)).toThrow('is recorded by');
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
      expect(postingsOf(fact as Fact, writerOf(kind)), `the value that version ${version} moved`).toEqual(
        golden.postings,
      );
    }
  });
});

const postingsFor = (kind: EventKind): readonly Posting[] => postingsOf(factFor(kind), writerOf(kind));

test.each(kinds.filter(([name]) => movers.includes(name)))(
  '%s takes value to another drawer, and it stays its holder’s, in its lot',
  (_, kind) => {
    const postings = postingsFor(kind);
    expect(postings.filter(({ holder }) => mayGoBelowZero(holder))).toEqual([]);
    expect(allZero(sumsBy(postings, ({ holder, unit, lot }) => `${holder} ${unit} ${lot}`))).toBe(true);
    expect(new Set(postings.map(({ drawer }) => drawer)).size).toBe(2);
  },
);

test.each(kinds.filter(([name]) => debtMovers.includes(name)))(
  '%s takes what a member owes to the centre, all of it and nothing else',
  (_, kind) => {
    const postings = postingsFor(kind);
    expect(postings.filter(({ holder }) => holderKind(holder) !== 'debt')).toEqual([]);
    expect(allZero(sumsBy(postings, ({ holder, unit, lot }) => `${holder} ${unit} ${lot}`))).toBe(true);
    expect(postings.filter(({ drawer, amount }) => (drawer === centre) !== amount < 0)).toEqual([]);
  },
);

test.each(kinds.filter(([name]) => payers.includes(name)))(
  '%s pays a debt or the house, and what pays was a customer’s',
  (_, kind) => {
    const taken = postingsFor(kind).filter(({ amount }) => amount < 0);
    expect(taken.length).toBeGreaterThan(0);
    expect(taken.filter(({ holder }) => mayGoBelowZero(holder))).toEqual([]);
    const put = postingsFor(kind).filter(({ amount }) => amount > 0);
    expect(put.filter(({ holder }) => !mayGoBelowZero(holder))).toEqual([]);
  },
);

test('a receipt that is claimed leaves value in its drawer, in the lot it would have had without the claim', () => {
  const postings = postingsFor(events.ReceiptClaimed);
  expect(allZero(sumsBy(postings, ({ drawer, unit }) => `${drawer} ${unit}`))).toBe(true);
  const into = postings.filter(({ amount }) => amount > 0);
  expect(into.map(({ holder, lot }) => [holderKind(holder), lot])).toEqual([
    ['wallet', events.ReceiptClaimed.example.value[0]?.lot],
  ]);
});

test('what was handed out twice comes from the house, where it was taken in, into the drawer of the centre', () => {
  const postings = postingsFor(events.RiskFound);
  const { holder, till, parts } = events.RiskFound.example;
  expect(postings.map((one) => [one.holder, one.drawer, one.amount])).toEqual(
    parts.flatMap(({ amount }) => [
      ['house:risk', till, -amount],
      [holder, centre, amount],
    ]),
  );
});

test.each(kinds.filter(([name]) => ![...movers, ...debtMovers, ...payers, ...others].includes(name)))(
  '%s leaves value in its drawer and its lot, whosever it becomes',
  (_, kind) => {
    const postings = postingsFor(kind);
    expect(allZero(sumsBy(postings, ({ drawer, unit, lot }) => `${drawer} ${unit} ${lot}`))).toBe(true);
  },
);

test('no golden example is of a kind or version that was taken away', () => {
  const files = readdirSync(folder).map((file) => read(path.join(folder, file)));
  expect(files.filter(({ type, version }) => version > (kindOf(type)?.version ?? 0))).toEqual([]);
  expect(files.length).toBeGreaterThanOrEqual(kinds.length);
});

test.each([
  ['till', 'till-1'],
  [centre, centre],
] as const)(
  'whatever stands in a fact of the %s, its value cancels out, is its to take, and comes back from its bytes',
  (by, writer) => {
    const chance = seeded(61);
    for (let round = 0; round < 1500; round += 1) {
      const fact = randomFact(chance, 1, by);
      const kind = kindOf(fact.type);
      expect(kind && (() => assertAllowed(kind, postingsOf(fact, writer), writer))).not.toThrow();
      expect(factOf({ type: fact.type, ...bodyText(fact) })).toEqual(fact);
    }
  },
);

test('no till takes by any kind of fact out of another’s drawer', () => {
  const chance = seeded(62);
  for (let round = 0; round < 1500; round += 1) {
    const fact = randomFact(chance, 1, 'till');
    const elsewhere = postingsOf(fact, 'till-1').filter(
      ({ holder, drawer, amount }) =>
        (holderKind(holder) === 'debt' ? amount > 0 : amount < 0) &&
        holderKind(holder) !== 'house' &&
        !['till-1', 'transit:till-1'].includes(drawer),
    );
    expect(elsewhere, fact.type).toEqual([]);
  }
});

test('events stand in alphabetical order', () => {
  expect(Object.keys(events)).toEqual(Object.keys(events).sort());
});
