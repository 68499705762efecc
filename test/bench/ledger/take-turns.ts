import assert from 'node:assert/strict';
import { saleOf, type OpenContender, type Shop } from './contender.ts';
import { reasonOf, type Seat } from './open-seats.ts';

/** How long the bench goes on. */
export interface Turns {
  sales: number;
  /** So many before them are not counted. */
  warmUp: number;
  /** So many sales in a row, then the next contender: a noisy disk is noisy for all. */
  block: number;
}

/**
 * Lets everybody sell in blocks by turns, another one first in each round, and times each sale. What a sale answers is
 * compared with the sum of what was sold, and in the end all sales must be found, so nobody is fast by doing less. Who
 * fails is out, with the reason.
 */
export async function takeTurns(seats: readonly Seat[], shop: Shop, turns: Turns): Promise<void> {
  const players = seats.map((seat) => ({ seat, balances: new Map<number, number>() }));
  for (let sold = 0, round = 0; sold < turns.warmUp + turns.sales; sold += turns.block, round += 1) {
    for (let turn = 0; turn < players.length; turn += 1) {
      const { seat, balances } = players[(turn + round) % players.length] as (typeof players)[number];
      const took = await attempt(seat, (ledger) => sellBlock(ledger, balances, sold, turns.block, shop));
      if (sold >= turns.warmUp) seat.samplesMs.push(...(took ?? []));
    }
  }
  for (const seat of seats) {
    await attempt(seat, async (ledger) => {
      assert.equal(await ledger.recorded(), turns.warmUp + turns.sales, 'every sale is found again');
    });
  }
}

async function attempt<T>(seat: Seat, work: (ledger: OpenContender) => Promise<T>): Promise<T | undefined> {
  if (!seat.ledger || seat.fault !== undefined) return undefined;
  try {
    return await work(seat.ledger);
  } catch (error) {
    seat.fault = reasonOf(error);
    return undefined;
  }
}

async function sellBlock(
  ledger: OpenContender,
  balances: Map<number, number>,
  sold: number,
  block: number,
  shop: Shop,
): Promise<number[]> {
  const took: number[] = [];
  for (let seq = sold + 1; seq <= sold + block; seq += 1) {
    const sale = saleOf(seq, shop);
    const began = performance.now();
    const answer = ledger.sale(sale);
    const balance = answer instanceof Promise ? await answer : answer;
    took.push(performance.now() - began);
    const expected = (balances.get(sale.member) ?? 0) + sale.points;
    balances.set(sale.member, expected);
    if (balance !== undefined)
      assert.equal(balance, expected, `the balance after sale ${seq} is ${expected}`);
  }
  return took;
}
