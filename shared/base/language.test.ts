import { expect, test } from 'vitest';
import { formatDay } from './language.ts';

test.each([
  ['en', '22 Nov 2026'],
  ['it', '22 nov 2026'],
  ['hu', '2026. nov. 22.'],
] as const)('in %s a day is written %s, in every zone', (language, written) => {
  expect(formatDay('2026-11-22', language).replaceAll(/\s/g, ' ')).toBe(written);
});
