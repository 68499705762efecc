import type { BusinessTime } from '../base/business-time.ts';
import type { Writer } from '../ledger/drawer.ts';
import type { Fact } from '../ledger/events.ts';
import type { ReservedFor } from './interrupt-reservations.ts';
import type { Mark } from './protocol.ts';
import type { DrawerLot } from './purse.ts';

/** What the centre's copy of our log says already. */
export interface SaidBefore {
  sale(saleId: string): boolean;
  voucher(voucherId: string): boolean;
  grant(grantId: string): boolean;
  /** Whether the right to refund this sale was opened. */
  refund(saleId: string): boolean;
  /** Whether this refund was paid, with the right or without. */
  reversal(reversalId: string): boolean;
}

/** A fact and the moment it was decided, which stays its moment when it is written down a second time. */
export interface Told {
  fact: Fact;
  time: BusinessTime;
}

/** Everything that starting over depends on. */
export interface TwoHistories {
  writer: Writer;
  /** The new epoch, given by the centre. */
  epoch: number;
  because: 'restored' | 'forked';
  /** The centre's generation: grants of older ones are void. */
  generation: number;
  /** Where the centre's copy of our log ends, and what it leaves in our drawer. */
  theirs: Mark;
  drawer: readonly DrawerLot[];
  /** Whose value waits for baskets by the centre's copy. */
  reservations: readonly ReservedFor[];
  /** What the centre's copy says already. */
  before: SaidBefore;
  /** What that copy says where both histories part, in its order. */
  heard: readonly Told[];
  /** What only we know, in our order. */
  ours: readonly Told[];
  now: BusinessTime;
  newId(): string;
}
