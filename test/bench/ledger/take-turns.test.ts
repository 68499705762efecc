import { describe, expect, test } from 'vitest';
import type { Contender, OpenContender } from './contender.ts';
import { figuresOf } from './compare.ts';
import { ours } from './contenders.ts';
import { sumOfCalls } from './count-syncs.ts';
import { openSeats, type Seat } from './open-seats.ts';
import { takeTurns } from './take-turns.ts';

const shop = { members: 20 };
const turns = { sales: 40, warmUp: 10, block: 10 };

/** A ledger in memory that does its work, with one thing changed. */
function honest(changed: Partial<OpenContender> = {}): OpenContender {
  const balances = new Map<number, number>();
  let sales = 0;
  return {
    durability: { durable: true, atomic: true, settings: 'in memory' },
    sale({ member, points }) {
      sales += 1;
      balances.set(member, (balances.get(member) ?? 0) + points);
      return balances.get(member);
    },
    recorded: () => sales,
    close() {},
    ...changed,
  };
}
const seat = (name: string, ledger: OpenContender, samplesMs: number[] = []): Seat => ({
  name,
  ledger,
  samplesMs,
  close: () => Promise.resolve(),
});

describe('the bench of the ledger', () => {
  test('is played by all our own contenders to the end', async () => {
    const seats = await openSeats(ours, shop, () => undefined);
    await takeTurns(seats, shop, turns);
    for (const one of seats) await one.close();
    expect(seats.map(({ name, fault }) => ({ name, fault }))).toEqual(
      ours.map(({ name }) => ({ name, fault: undefined })),
    );
    expect(seats.map(({ samplesMs }) => samplesMs.length)).toEqual(ours.map(() => turns.sales));
  });

  test('puts out who answers another balance than was sold', async () => {
    const one = seat('forgetful', honest({ sale: ({ points }) => points }));
    await takeTurns([one], shop, turns);
    expect(one.fault).toContain('the balance after sale');
  });

  test('puts out who has lost a sale, though it answered well', async () => {
    const one = seat('loses one', honest({ recorded: () => turns.warmUp + turns.sales - 1 }));
    await takeTurns([one], shop, turns);
    expect(one.fault).toContain('every sale is found again');
  });

  test('lets another one begin in each round', async () => {
    const order: string[] = [];
    const noting = (name: string): OpenContender => ({
      ...honest({
        sale({ seq }) {
          if (seq % turns.block === 1) order.push(name);
          return undefined;
        },
        recorded: () => turns.warmUp + turns.sales,
      }),
    });
    await takeTurns([seat('a', noting('a')), seat('b', noting('b'))], shop, turns);
    expect(order.join('')).toBe('abbaabbaab');
  });

  test('says in words why somebody is missing', async () => {
    const absent: Contender = {
      name: 'absent',
      open: () => Promise.reject(new Error('no such module\nat ...')),
    };
    const forbidden: Contender = { name: 'not installed', open: () => Promise.resolve(honest()) };
    const seats = await openSeats([absent, forbidden], shop, ({ name }) =>
      name === 'absent' ? undefined : 'no network',
    );
    expect(
      figuresOf(seats, new Map())
        .map(({ measured }) => measured)
        .slice(1),
    ).toEqual(['not measured: no such module', 'not measured: no network']);
  });

  test('compares our store only with those whose sales are really on disk, and whole', () => {
    const ourStore = ours.find(({ name }) => name.includes('store'))?.name ?? '';
    const seats = [
      seat(ourStore, honest(), [2]),
      seat('admits it', honest({ durability: { durable: false, atomic: true, settings: '' } }), [0.1]),
      seat('in halves', honest({ durability: { durable: true, atomic: false, settings: '' } }), [0.1]),
      seat('pretends', honest(), [1]),
      seat('durable', honest(), [4]),
    ];
    const syncs = new Map([
      ['pretends', 0],
      ['durable', 1],
    ]);
    const promise = figuresOf(seats, syncs).find(({ what }) => what.includes('fastest durable'));
    expect(promise).toMatchObject({ measured: '0.50x of durable', kept: true });
  });

  test('reads the table of strace, with and without errors in it', () => {
    const table = `% time     seconds  usecs/call     calls    errors syscall
------ ----------- ----------- --------- --------- ----------------
 99.00    0.014000          14      1015           fsync
  1.00    0.000100          50         2         1 fdatasync
------ ----------- ----------- --------- --------- ----------------
100.00    0.014100          13      1017         1 total`;
    expect(sumOfCalls(table)).toBe(1017);
    expect(sumOfCalls('')).toBe(0);
  });
});
