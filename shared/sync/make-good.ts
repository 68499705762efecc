import { centre } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import type { Lot, Unit } from '../ledger/posting.ts';
import type { WalletId } from '../members/wallet.ts';

/** A goal whose prize was taken back more than once, and how much of it beyond the prize. */
export interface TakenTwice {
  walletId: WalletId;
  programId: string;
  onceKey: string;
  /** The sale with which it was reached. */
  reachedWith: string;
  unit: Unit;
  lot: Lot;
  over: number;
}

/** Gives it back in the lot it came from, out of the centre; the reason names the goal, so the read tables know that it was done. */
export function makeGood({ walletId, programId, onceKey, reachedWith, unit, lot, over }: TakenTwice): Fact {
  const reason = { code: 'TAKEN_TWICE', params: { onceKey, reachedWith } };
  const origin = { saleId: null, programId, revision: 1, reason };
  return { type: 'ValueAwarded', body: { walletId, unit, drawer: centre, lot, amount: over, ...origin } };
}
