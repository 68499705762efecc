import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../base/canonical-json.ts';
import { emptyHead, findFault, link } from './chain.ts';
import { bodyText, Envelope, factOf, hashedText, longestBody, noHash, postingsOf } from './envelope.ts';
import type { Fact } from './events.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const time = { atMs: 1_795_000_000_000, day: '2026-11-22' };
const walletId = '4bf5122f344554c53bde2ebb8cd2b7e3';
const joined: Fact = { type: 'MemberEnrolled', body: { walletId } };
const head = emptyHead('till-1');
const log = link([joined, joined, joined, joined], head, time, sha256);

/** The log with one envelope changed, and, if wanted, its hash made to fit the change. */
const tampered = (place: number, change: Partial<Envelope>, rehash = false): Envelope[] =>
  log.map((envelope, index) => {
    if (index !== place) return envelope;
    const changed = { ...envelope, ...change };
    return rehash ? { ...changed, hash: sha256(hashedText(changed)) } : changed;
  });

describe('a log is a chain', () => {
  test('each envelope holds the hash of the one before, the first holds none', () => {
    expect(log.map(({ seq, prev }) => [seq, prev])).toEqual([
      [1, noHash],
      [2, log[0]?.hash],
      [3, log[1]?.hash],
      [4, log[2]?.hash],
    ]);
    for (const envelope of log) expect(Envelope.parse(envelope)).toEqual(envelope);
  });

  test('facts of one moment are still in order', () => {
    const times = log.map(({ hlc }) => hlc);
    expect([...times].sort()).toEqual(times);
    expect(new Set(times).size).toBe(4);
  });

  test('a whole log has no fault, nor has any stretch of it', () => {
    expect(findFault(log, head, sha256)).toBeUndefined();
    const second = log[1];
    expect(second && findFault(log.slice(2), second, sha256)).toBeUndefined();
    expect(findFault([], head, sha256)).toBeUndefined();
  });

  test('a new epoch may begin, and the chain goes on', () => {
    const fourth = log[3];
    const restarted = link([joined], { ...fourth!, epoch: 2 }, time, sha256);
    expect(findFault([...log, ...restarted], head, sha256)).toBeUndefined();
  });
});

describe('whatever is wrong with a log has a name and a place', () => {
  test.each([
    ['an envelope lost', [log[0]!, log[2]!, log[3]!], { seq: 3, fault: 'GAP' }],
    ['an envelope twice', [log[0]!, log[0]!], { seq: 1, fault: 'GAP' }],
    ['two envelopes swapped', [log[1]!, log[0]!], { seq: 2, fault: 'GAP' }],
    ['another history', tampered(1, { prev: 'f'.repeat(64) }, true), { seq: 2, fault: 'BROKEN_LINK' }],
    ['an altered body', tampered(1, { body: '{}' }), { seq: 2, fault: 'WRONG_HASH' }],
    ['an altered moment', tampered(2, { at: 0 }), { seq: 3, fault: 'WRONG_HASH' }],
    ['an altered day', tampered(2, { day: '2026-11-23' }), { seq: 3, fault: 'WRONG_HASH' }],
    ['an altered type', tampered(0, { type: 'Other' }), { seq: 1, fault: 'WRONG_HASH' }],
    ['an altered version', tampered(0, { version: 2 }), { seq: 1, fault: 'WRONG_HASH' }],
    ['an altered clock', tampered(0, { hlc: '000000000000-0000' }), { seq: 1, fault: 'WRONG_HASH' }],
    ['an altered hash', tampered(3, { hash: noHash }), { seq: 4, fault: 'WRONG_HASH' }],
    ['a body changed with its hash', tampered(1, { body: '{}' }, true), { seq: 3, fault: 'BROKEN_LINK' }],
    [
      'somebody else’s envelope',
      tampered(2, { writer: 'till-2' }, true),
      { seq: 3, fault: 'FOREIGN_WRITER' },
    ],
  ] as const)('%s', (_, envelopes, fault) => {
    expect(findFault(envelopes, head, sha256)).toEqual(fault);
  });

  test('an epoch that goes back, from the head on or further up', () => {
    const fault = findFault(log, { ...head, epoch: 2 }, sha256);
    expect(fault).toEqual({ seq: 1, fault: 'EPOCH_BACK' });
    const [fifth] = link([joined], { ...log[3]!, epoch: 2 }, time, sha256);
    const [sixth] = link([joined], { ...fifth!, epoch: 1 }, time, sha256);
    expect(findFault([...log, fifth!, sixth!], head, sha256)).toEqual({ seq: 6, fault: 'EPOCH_BACK' });
  });
});

test('what is hashed is the canonical text of every field but the hash, whatever stands in them', () => {
  const odd = ['till-1', 'tíll "2"\\', '\u2028\n', '🂡\ud800'];
  for (const text of odd) {
    const { hash: _, ...bare } = { ...log[1]!, writer: text, type: text, body: text };
    expect(hashedText(bare)).toBe(canonicalJson(bare));
  }
});

describe('an envelope carries its fact', () => {
  test('and gives it back', () => {
    expect(log.map((envelope) => factOf(envelope))).toEqual([joined, joined, joined, joined]);
  });

  test('one of a kind that only a newer Tessera knows is kept and not understood', () => {
    expect(factOf({ type: 'TierReached', version: 1, body: '{}' })).toBeUndefined();
    expect(factOf({ type: 'MemberEnrolled', version: 2, body: '{}' })).toBeUndefined();
    expect(factOf({ type: 'toString', version: 1, body: '{}' })).toBeUndefined();
  });

  test('one that does not fit its own kind is a broken promise, before it is written and when it is read', () => {
    const wrong = { type: 'MemberEnrolled', body: { walletId: 'anna' } } as Fact;
    expect(() => bodyText(wrong)).toThrow('MemberEnrolled fits its schema');
    expect(() => factOf({ type: 'MemberEnrolled', version: 1, body: '{"walletId":"anna"}' })).toThrow(
      'walletId',
    );
  });

  test('one that no centre would take is a broken promise before it is written, not a log that goes nowhere', () => {
    const parts = (count: number) =>
      Array.from({ length: count }, (_, nth) => ({
        lot: `${2000 + (nth % 8_000)}-11-22/-`,
        amount: 1 + nth,
      }));
    const spent = (count: number): Fact => ({
      type: 'RightsReturned',
      body: {
        holder: `wallet:${walletId}`,
        unit: 'points:points',
        parts: parts(count),
        because: 'owed',
        recallId: null,
      },
    });
    const { body } = bodyText(spent(3_000));
    expect(body.length).toBeLessThan(longestBody);
    expect(() => bodyText(spent(6_000))).toThrow('RightsReturned is no longer than 200000 characters');
  });

  test('fields that a kind does not have are not written down', () => {
    const chatty = { type: 'MemberEnrolled', body: { walletId, name: 'Anna' } } as Fact;
    expect(bodyText(chatty).body).toBe(`{"walletId":"${walletId}"}`);
  });

  test('a fact that moves no value posts nothing', () => {
    expect(postingsOf(joined, 'till-1')).toEqual([]);
  });
});
