import { expect, test } from 'vitest';
import { escapePattern } from './escape-pattern.ts';

const signs = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

test.each(['', 'u', 'iu'])('every sign matches itself and nothing else, with the flags "%s"', (flags) => {
  for (const sign of signs) {
    const alone = new RegExp(`^${escapePattern(sign)}$`, flags);
    const among = new RegExp(`^[${escapePattern(sign)}]$`, flags);
    const isSame = (other: string) =>
      flags.includes('i') ? other.toLowerCase() === sign.toLowerCase() : other === sign;
    for (const other of signs)
      expect([alone.test(other), among.test(other)]).toEqual([isSame(other), isSame(other)]);
  }
  expect(new RegExp(`^${escapePattern('Z-REPORT (1/2) *')}$`, flags).test('Z-REPORT (1/2) *')).toBe(true);
});
