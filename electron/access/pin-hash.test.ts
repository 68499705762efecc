import { expect, test } from 'vitest';
import { hashPin, isPin } from './pin-hash.ts';

const salt = (byte: number): Uint8Array => new Uint8Array(16).fill(byte);

test('a PIN is known again, another is not, and what is kept of one does not hold it', async () => {
  const kept = await hashPin('2580', salt(7));
  expect(await isPin('2580', kept)).toBe(true);
  expect(await isPin('2581', kept)).toBe(false);
  expect(kept).not.toContain('2580');
});

test('two people with one PIN keep different things of it', async () => {
  expect(await hashPin('2580', salt(1))).not.toBe(await hashPin('2580', salt(2)));
});

test.each(['', 'plain$2580', 'scrypt$2$8$1$00$00'])('what was kept as "%s" lets nobody in', async (kept) => {
  expect(await isPin('2580', kept)).toBe(false);
});
