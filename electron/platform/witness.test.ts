import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wasPutBack } from '#electron/opening.ts';
import { cards, openCounter, temporaryFolder, type CounterUnderTest } from '#test/support/a-till.ts';
import { openWitness } from './witness.ts';

let folder: ReturnType<typeof temporaryFolder>;
let till: CounterUnderTest;
beforeEach(async () => {
  folder = temporaryFolder();
  till = await openCounter(folder.dir);
});
afterEach(() => {
  till.close();
  folder.remove();
});

test('the witness remembers where the log ended, whole or not at all', () => {
  openWitness(folder.dir).keep(till.store.head());
  const { writer, epoch, seq, hash } = till.store.head();
  expect(openWitness(folder.dir).seen()).toEqual({ writer, epoch, length: seq, head: hash });
  expect(readdirSync(folder.dir).filter((name) => name.includes('witness'))).toEqual(['till-witness.json']);
  writeFileSync(path.join(folder.dir, 'till-witness.json'), '{"writer":');
  expect(openWitness(folder.dir).seen()).toBeUndefined();
});

test('a log that is as long as the witness says, or longer, was not put back; a shorter or another one was', () => {
  const witness = openWitness(folder.dir);
  expect(wasPutBack(till.store, witness.seen())).toBe(false);
  witness.keep(till.store.head());
  till.scan(cards.fresh);
  till.sell('3.00');
  expect(wasPutBack(till.store, witness.seen())).toBe(false);
  const { writer, epoch, seq: length, hash: head } = till.store.head();
  const seen = { writer, epoch, length, head };
  expect(wasPutBack(till.store, seen)).toBe(false);
  expect(wasPutBack(till.store, { ...seen, length: length + 1 })).toBe(true);
  expect(wasPutBack(till.store, { ...seen, head: 'f'.repeat(64) })).toBe(true);
  // A till that started over since has settled it; and another till's witness says nothing of this one.
  expect(wasPutBack(till.store, { ...seen, head: 'f'.repeat(64), epoch: epoch - 1 })).toBe(false);
  expect(wasPutBack(till.store, { ...seen, length: length + 1, writer: 'till-other' })).toBe(false);
});
