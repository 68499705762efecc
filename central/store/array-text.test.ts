import { expect, test } from 'vitest';
import { freshDatabase, withDatabase } from '#test/support/centre-database.ts';
import { arrayText } from './array-text.ts';

test('PostgreSQL reads back every text, number and nothing as it was', async () => {
  const texts = [
    '',
    'null',
    'NULL',
    null,
    '{}',
    'a,b',
    ' both ends ',
    String.raw`{"a":"b\\\"c"}`,
    'È €uro 🙂',
    '\u2028\u007f',
  ];
  const withControls = [...texts, 'a\nb\tc', '\u0001\\"', null];
  const numbers = [0, -1, 9_007_199_254_740_991, null];
  await withDatabase(await freshDatabase(), async (client) => {
    const back = async (cells: readonly (string | number | null)[], type: string) => {
      const { rows } = await client.query<{ cells: unknown[] }>(`SELECT $1::${type}[] AS cells`, [
        arrayText(cells),
      ]);
      return rows[0]?.cells;
    };
    expect(await back(texts, 'text')).toEqual(texts);
    expect(await back(withControls, 'text')).toEqual(withControls);
    expect(await back(numbers, 'bigint')).toEqual(numbers.map((one) => (one === null ? null : String(one))));
    expect(await back([], 'text')).toEqual([]);
  });
});
