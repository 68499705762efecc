import { expect, test } from 'vitest';
import type { Envelope } from '../ledger/envelope.ts';
import { postingsOf } from '../ledger/envelope.ts';
import { canonicalJson, type Json } from '../base/canonical-json.ts';
import { events, type EventType, type Fact } from '../ledger/events.ts';
import { historyEvents, historyLine, walletInBody } from './member-history.ts';

const walletId = '4bf5122f344554c53bde2ebb8cd2b7e3';
const examples = (Object.keys(events) as EventType[]).map((type) => {
  const kind = events[type];
  const body: unknown = kind.schema.parse(kind.example);
  const writer = kind.by === 'centre' || type.startsWith('Suspense') ? 'centre' : 'till-1';
  return { fact: { type, body } as Fact, text: canonicalJson(body as Json), writer };
});

/** What an event changes of what its member holds, debts counted. */
const changeOf = ({ fact, writer }: (typeof examples)[number]): number =>
  postingsOf(fact, writer)
    .filter(({ holder }) => /^(wallet|debt):/.test(holder))
    .reduce((sum, { amount }) => sum + amount, 0);

test('every event that changes what a member holds is told in their history', () => {
  const untold = examples.filter(
    (one) => changeOf(one) !== 0 && !(historyEvents as string[]).includes(one.fact.type),
  );
  expect(untold.map(({ fact }) => fact.type)).toEqual([]);
});

test('whose history an event belongs to is read off its text, for every event that is told', () => {
  const told = examples.filter(({ fact }) => (historyEvents as string[]).includes(fact.type));
  expect(told).toHaveLength(historyEvents.length);
  for (const { text, fact } of told)
    expect([fact.type, new RegExp(walletInBody).exec(text)?.[1]]).toEqual([
      fact.type,
      expect.stringMatching(/^[0-9a-f]{32}$/),
    ]);
});

test('what somebody wrote beside a sale is never taken for a wallet', () => {
  const note = `"walletId":"${walletId}"`;
  expect(new RegExp(walletInBody).exec(canonicalJson({ note }))).toBeNull();
});

test('a line says what it moved, why, and what it was worth; what is not told there is no line', () => {
  const line = (type: EventType, wallets: string[]) => {
    const { fact, writer } = examples.find((one) => one.fact.type === type) ?? examples[0]!;
    return historyLine(fact, { writer } as Envelope, wallets);
  };
  expect(line('ValueAwarded', [walletId])).toMatchObject({
    kind: 'earned',
    moved: [{ unit: 'points:points', amount: 23 }],
    reason: { code: 'POINTS_PER_UNIT' },
  });
  expect(line('ValueAwarded', [])?.moved).toEqual([]);
  expect(line('VoucherIssued', [walletId])).toMatchObject({
    kind: 'voucher',
    money: { minor: expect.any(Number) },
  });
  expect(line('RightsReturned', [walletId])).toBeUndefined();
});
