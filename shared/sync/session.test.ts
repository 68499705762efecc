import { expect, test } from 'vitest';
import { judgeSession, type KnownTill } from './session.ts';

const hash = (letter: string) => letter.repeat(64);
const nothing = { seq: 0, hash: hash('0') };
const known: KnownTill = {
  state: 'active',
  epoch: 2,
  stored: { seq: 10, hash: hash('a') },
  epochGiven: 2,
  checkedIn: 3,
  hashAtHead: hash('a'),
  hashAtAcked: hash('a'),
};
const said = { epoch: 2, head: known.stored, acked: known.stored, generation: 3 };
const judge = (of: Partial<typeof said>, ours: Partial<KnownTill> = {}) =>
  judgeSession({ ...known, ...ours }, { ...said, ...of }, 3);

test('a till that tells our story goes on', () => {
  expect(judge({})).toEqual({ verdict: 'ok', lost: false });
  expect(judge({ head: { seq: 15, hash: hash('f') } }, { hashAtHead: null }).verdict).toBe('ok');
  const fresh = { state: 'active', epoch: 1, stored: nothing, epochGiven: 1, checkedIn: 0 } as const;
  const first = judgeSession(
    { ...fresh, hashAtHead: null, hashAtAcked: null },
    { epoch: 1, head: nothing, acked: nothing, generation: 0 },
    3,
  );
  expect(first).toEqual({ verdict: 'ok', lost: false });
});

test('a till nobody knows, and one that was revoked, are told so first of all', () => {
  expect(judgeSession(undefined, said, 3).verdict).toBe('unknown');
  expect(judge({ head: nothing }, { state: 'revoked' }).verdict).toBe('retired');
  expect(judge({}, { state: 'excluded' }).verdict).toBe('ok');
});

test('a till that was given up after a restore starts over before it goes on', () => {
  const givenUp = { state: 'excluded', checkedIn: 2 } as const;
  expect(judge({}, givenUp).verdict).toBe('fork');
  expect(judge({ epoch: 3 }, { ...givenUp, epochGiven: 3 }).verdict).toBe('ok');
  expect(judge({}, { ...givenUp, checkedIn: 3 }).verdict).toBe('ok');
});

test('another history under the same name is a fork', () => {
  expect(judge({ epoch: 1 }).verdict, 'an epoch that was given up').toBe('fork');
  expect(judge({ epoch: 3 }).verdict, 'an epoch that nobody gave').toBe('fork');
  expect(judge({ epoch: 3 }, { epochGiven: 3 }).verdict).toBe('ok');
  const later = { seq: 12, hash: hash('c') };
  expect(judge({ epoch: 3, head: later, acked: later }), 'one that we gave and forgot').toEqual({
    verdict: 'resend',
    lost: true,
  });
  expect(judge({ head: { seq: 9, hash: hash('9') } }, { hashAtHead: hash('9') }).verdict, 'shorter').toBe(
    'fork',
  );
  expect(judge({ head: { seq: 10, hash: hash('b') } }).verdict, 'another end').toBe('fork');
  const ahead = { head: { seq: 15, hash: hash('f') }, acked: { seq: 8, hash: hash('8') } };
  expect(judge(ahead, { hashAtHead: null, hashAtAcked: hash('7') }).verdict, 'another past').toBe('fork');
});

test('a centre that does not hold what it confirmed asks for it again, and knows that it was restored', () => {
  const longer = { head: { seq: 15, hash: hash('f') }, acked: { seq: 12, hash: hash('c') } };
  const ours = { hashAtHead: null, hashAtAcked: null };
  expect(judge(longer, ours)).toEqual({ verdict: 'resend', lost: true });
  expect(judge({ ...longer, generation: 2 }, ours), 'we knew').toEqual({ verdict: 'resend', lost: false });
  expect(judge(longer, { ...ours, checkedIn: 2 }), 'not all of it was ever here').toEqual({
    verdict: 'resend',
    lost: false,
  });
  expect(judge({ generation: 4 }), 'the restore that made it was lost too').toEqual({
    verdict: 'ok',
    lost: true,
  });
});
