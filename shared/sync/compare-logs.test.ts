import { expect, test } from 'vitest';
import { sale, tillPen } from '#test/support/till-pen.ts';
import { compareLogs } from './compare-logs.ts';
import type { Envelope } from '../ledger/envelope.ts';

const pageOf = (log: readonly Envelope[], size: number) => (seq: number) =>
  log.filter((envelope) => envelope.seq > seq).slice(0, size);

const compared = (here: readonly Envelope[], there: readonly Envelope[]) =>
  compareLogs(
    { head: here.length, after: pageOf(here, 3) },
    { after: (seq) => Promise.resolve(pageOf(there, 3)(seq)) },
  );

const pen = tillPen('till-1');
for (let count = 0; count < 5; count += 1) pen.write(...sale(pen, 1, 500));
const twin = tillPen('till-1', pen.log.slice(0, 4));
twin.write(...sale(twin, 2, 900));

test.each([
  ['the same', pen.log, pen.log, { common: 10, onlyHere: 0, onlyThere: 0 }],
  ['some not uploaded', pen.log, pen.log.slice(0, 7), { common: 7, onlyHere: 3, onlyThere: 0 }],
  ['an old copy', pen.log.slice(0, 7), pen.log, { common: 7, onlyHere: 0, onlyThere: 3 }],
  ['two histories', pen.log, twin.log, { common: 4, onlyHere: 6, onlyThere: 2 }],
  ['a centre that knows nothing', pen.log, [], { common: 0, onlyHere: 10, onlyThere: 0 }],
])('%s', async (_, here, there, found) => {
  expect(await compared(here, there)).toEqual(found);
});
