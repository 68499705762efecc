import { expect, test } from 'vitest';
import { RecordId } from '#shared/ledger/record-id.ts';
import { nodeMachine } from '#electron/platform/machine.ts';
import { recordIdOf } from './own-ids.ts';

const idOf = (writer: string, id: string): string => recordIdOf(writer, id, nodeMachine.sha256);

test('the same id of registers beside two tills is two records, and of one register always the same', () => {
  const one = idOf('till-1', 'sale-000001');
  expect(idOf('till-1', 'sale-000001')).toBe(one);
  expect(one.startsWith('sale-000001-')).toBe(true);
  expect(idOf('till-2', 'sale-000001')).not.toBe(one);
  expect(idOf('till-1', 'sale-000002')).not.toBe(one);
});

test('an id as long as a register may choose it makes a record, and its end is not lost', () => {
  const [long, other] = [`${'a'.repeat(63)}1`, `${'a'.repeat(63)}2`];
  expect(RecordId.safeParse(idOf('till-1', long)).success).toBe(true);
  expect(idOf('till-1', long)).not.toBe(idOf('till-1', other));
});
