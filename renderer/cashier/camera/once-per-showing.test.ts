import { expect, test } from 'vitest';
import { goneMs, oncePerShowing, samePaperMs, type SeenCode } from './once-per-showing.ts';

const qr = (text: string): SeenCode => ({ text, isMatrix: true });
const bars = (text: string): SeenCode => ({ text, isMatrix: false });

/** Shows pictures 100 ms apart and answers what was scanned, in order. */
function scansOf(pictures: readonly (readonly SeenCode[])[]): string[] {
  const showing = oncePerShowing();
  return pictures.flatMap((codes, index) => showing.see(codes, index * 100) ?? []);
}
const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const blank = (ms: number): SeenCode[][] => times(ms / 100, []);

test('a code counts once as long as it is held there, and again when it was away', () => {
  expect(scansOf(times(600, [qr('card')]))).toEqual(['card']);
  expect(scansOf([[qr('card')], ...blank(goneMs - 100), [qr('card')]])).toEqual(['card']);
  expect(scansOf([[qr('card')], ...blank(goneMs + 100), [qr('card')]])).toEqual(['card', 'card']);
});

test('a hand that shakes scans nothing twice', () => {
  const shaking = Array.from({ length: 400 }, (_, index) => (index % 7 < 3 ? [qr('card')] : []));
  expect(scansOf(shaking)).toEqual(['card']);
});

test('a computer that takes a picture each two seconds scans nothing twice either', () => {
  const showing = oncePerShowing();
  const slow = Array.from({ length: 20 }, (_, index) =>
    showing.see(index === 7 ? [] : [qr('card')], index * 2_000),
  );
  expect(slow.filter((one) => one !== undefined)).toEqual(['card']);
});

test('dots go before bars, and what else stands on the same paper is no second scan', () => {
  expect(scansOf([[bars('123'), qr('voucher')], ...times(50, [bars('123')])])).toEqual(['voucher']);
  expect(scansOf([[qr('voucher')], [], ...times(50, [bars('123')])])).toEqual(['voucher']);
});

test('bars are believed when two pictures in a row say the same', () => {
  expect(scansOf([[bars('123')], [bars('128')], [bars('123')]])).toEqual([]);
  expect(scansOf([[bars('123')], [bars('123')], [bars('123')]])).toEqual(['123']);
});

test('the next paper is scanned while the last one still lies there', () => {
  const table = times(samePaperMs / 100 + 1, [qr('lies there')]);
  expect(scansOf([...table, [qr('lies there'), qr('card')], [qr('card')]])).toEqual(['lies there', 'card']);
});

test('a thousand cards, one after the other, are a thousand scans', () => {
  const pictures = Array.from({ length: 1_000 }, (_, index) => [
    [qr(`card ${index}`)],
    ...blank(samePaperMs + 100),
  ]).flat();
  expect(scansOf(pictures)).toHaveLength(1_000);
});
