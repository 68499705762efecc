import { describe, expect, it } from 'vitest';
import { keepAlike } from './keep-alike.ts';

const visit = () => ({
  serial: 1,
  member: {
    name: 'Anna',
    holdings: [
      { unit: 'points', total: 5 },
      { unit: 'stamps', total: 2 },
    ],
  },
  items: [{ item: 'coffee', quantity: 0 }],
  claim: null,
});

describe('keepAlike', () => {
  it('answers with what was there when everything says the same', () => {
    const before = visit();
    expect(keepAlike(before, visit())).toBe(before);
  });

  it('tells what changed, and keeps every part beside it', () => {
    const before = visit();
    const after = visit();
    Object.assign(after.member.holdings[1] ?? {}, { total: 3 });
    const kept = keepAlike(before, after);
    expect(kept).toEqual(after);
    expect(kept.member).not.toBe(before.member);
    expect(kept.member.holdings[0]).toBe(before.member.holdings[0]);
    expect(kept.items).toBe(before.items);
  });

  it.each([
    [
      [1, 2],
      [1, 2, 3],
    ],
    [[1, 2], [1]],
    [{ a: 1 }, { a: 1, b: undefined }],
    [{ a: undefined, b: 1 }, { b: 1 }],
    [{ a: undefined }, { b: undefined }],
    [null, { a: 1 }],
    [{ a: 1 }, null],
    [[], {}],
    [{}, []],
  ])('takes %j for another than %j', (before, after) => {
    const kept: unknown = keepAlike<unknown>(before, after);
    expect(kept).not.toBe(before);
    expect(kept).toStrictEqual(after);
  });

  it('takes the newer one where nothing was there', () => {
    const after = visit();
    expect(keepAlike(undefined, after)).toBe(after);
  });
});
