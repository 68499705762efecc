import { expect, test } from 'vitest';
import { seeded, type Chance } from '#test/support/seeded.ts';
import { joined, tillPen } from '#test/support/till-pen.ts';
import { batchEvents, Upload } from './protocol.ts';
import { readUpload } from './read-upload.ts';

const pen = tillPen('till-1');
for (let member = 0; member < batchEvents / 2 + 1; member += 1) pen.write(...joined(member));
const [one] = pen.log;

const odd: unknown[] = [
  undefined,
  null,
  '',
  ' ',
  '\n',
  'a'.repeat(60),
  'a'.repeat(61),
  'a'.repeat(64),
  'a'.repeat(65),
  'F'.repeat(64),
  `${'f'.repeat(64)}\n`,
  '💶'.repeat(60),
  '💶'.repeat(61),
  'x'.repeat(200_000),
  'x'.repeat(200_001),
  '2026-11-22',
  '2026-11-22\n',
  '0000-00-00',
  '000000000000-0000',
  'till:1',
  0,
  -0,
  1,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER + 1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '1',
  true,
  [],
  ['a'],
  {},
  new Date(0),
];

/** An upload that may be wrong somewhere, as JSON could never be or could. */
function somehow(chance: Chance): unknown {
  const envelopes: unknown[] = pen.log.slice(0, chance.int(1, 3)).map((envelope) => ({ ...envelope }));
  const upload: Record<string, unknown> = { envelopes };
  const target = envelopes[chance.int(0, envelopes.length - 1)] as Record<string, unknown>;
  const field = chance.pick(Object.keys(one ?? {}));
  const how = chance.int(0, 9);
  if (how === 0) delete target[field];
  else if (how === 1) target['another'] = chance.pick(odd);
  else if (how === 2) upload['another'] = chance.pick(odd);
  else if (how === 3) envelopes.push(chance.pick(odd));
  else if (how === 4) upload['envelopes'] = chance.pick(odd);
  else if (how === 5) return chance.pick(odd);
  else if (how === 6) Object.defineProperty(target, '__proto__', { value: {}, enumerable: true });
  else if (how > 7) target[field] = chance.pick(odd);
  return upload;
}

test('whatever is uploaded is read as its schema reads it', () => {
  const chance = seeded(7);
  const outcomes = { taken: 0, refused: 0 };
  for (let count = 0; count < 4_000; count += 1) {
    const value = somehow(chance);
    const read = readUpload(value);
    const said = Upload.safeParse(value);
    expect(
      read.ok ? { data: read.value } : { issues: read.error.issues },
      JSON.stringify(value)?.slice(0, 500),
    ).toStrictEqual(said.success ? { data: said.data } : { issues: said.error.issues });
    outcomes[read.ok ? 'taken' : 'refused'] += 1;
  }
  expect(outcomes.taken).toBeGreaterThan(400);
  expect(outcomes.refused).toBeGreaterThan(400);
});

test('an upload that is plainly right is taken as it is, and one event more than may be is not', () => {
  const whole = { envelopes: pen.log.slice(0, batchEvents) };
  const read = readUpload(whole);
  expect(read.ok && read.value).toBe(whole);
  expect(readUpload({ envelopes: pen.log.slice(0, batchEvents + 1) }).ok).toBe(false);
  expect(readUpload({ envelopes: [] }).ok).toBe(false);
});
